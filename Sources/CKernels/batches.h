#pragma once

// Batches gathered from a data set of bytes.

/// Asks for every cache line of `count` bytes.
INLINE void prefetch(const uint8_t *bytes, intptr_t count) {
  for (intptr_t at = 0; at < count; at += 64) __builtin_prefetch(bytes + at);
}

KERNEL(gatherImages) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  const uint8_t *pixels = operands[1];
  const int32_t *index = operands[2];
  const float *table = operands[3];
  const intptr_t n = dimensions->n, width = dimensions->width;
  // Images lie anywhere in a large array: the memory of the next image is fetched while this image is looked up.
  if (n > 0) prefetch(pixels + index[0] * width, width);
  for (intptr_t i = 0; i < n; i++, y += width) {
    if (i + 1 < n) prefetch(pixels + index[i + 1] * width, width);
    const uint8_t *image = pixels + index[i] * width;
    // Reading the table one element at a time is faster than a gather instruction.
#pragma clang loop vectorize(disable) unroll_count(8)
    for (intptr_t j = 0; j < width; j++) y[j] = table[image[j]];
  }
}

KERNEL(gatherLabels) {
  WITHOUT_CONSTANTS;
  int32_t *y = operands[0];
  const uint8_t *labels = operands[1];
  const int32_t *index = operands[2];
  const intptr_t n = dimensions->n;
  for (intptr_t i = 0; i < n; i++) y[i] = labels[index[i]];
}

KERNEL(logClassShare) {
  WITHOUT_CONSTANTS;
  enum { CLASSES_AT_ONCE = 256 };
  float *y = operands[0];
  const int32_t *label = operands[1];
  const intptr_t n = dimensions->n, classes = dimensions->classes;
  for (intptr_t first = 0; first < classes; first += CLASSES_AT_ONCE) {
    int32_t counts[CLASSES_AT_ONCE] = {0};
    for (intptr_t i = 0; i < n; i++) {
      if (label[i] >= first && label[i] < first + CLASSES_AT_ONCE) counts[label[i] - first]++;
    }
    for (intptr_t i = 0; i < n; i++) {
      if (label[i] < first || label[i] >= first + CLASSES_AT_ONCE) continue;
      y[i] = (float)double_log((double)counts[label[i] - first] / (double)n);
    }
  }
}
