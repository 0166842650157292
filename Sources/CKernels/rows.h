#pragma once

// Rows and elements by index; indices and labels are int32 and within range.

/// Copies a few floats. A call of `memcpy` would take longer.
INLINE void copy_few(float *y, const float *x, intptr_t n) {
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    store_up_to(y + i, load_up_to(x + i, count), count);
  }
}

KERNEL(gatherRows) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  const float *table = operands[1];
  const int32_t *index = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  if (width == 1) {
    for (intptr_t i = 0; i < n; i++) y[i] = table[index[i]];
  } else {
    for (intptr_t i = 0; i < n; i++) copy_few(y + i * width, table + index[i] * width, width);
  }
}

KERNEL(scatterAddRows) {
  WITHOUT_CONSTANTS;
  float *dtable = operands[0];
  const float *dy = operands[1];
  const int32_t *index = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t i = 0; i < n; i++) {
    float *row = dtable + index[i] * width;
    map2(row, row, dy + i * width, width, add16);
  }
}

KERNEL(gatherElements) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  const float *x = operands[1];
  const int32_t *index = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t i = 0; i < n; i++) y[i] = x[i * width + index[i]];
}

KERNEL(scatterElements) {
  WITHOUT_CONSTANTS;
  float *dx = operands[0];
  const float *dy = operands[1];
  const int32_t *index = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  memset(dx, 0, (size_t)(n * width) * sizeof(float));
  for (intptr_t i = 0; i < n; i++) dx[i * width + index[i]] = dy[i];
}

/// The index of the first of equal maxima; `width` is at least 1.
INLINE int32_t first_largest(const float *x, intptr_t width) {
  intptr_t best = 0;
  float largest = x[0];
  for (intptr_t i = 1; i < width; i++) {
    // Both are chosen without a branch, which the processor could not predict.
    best = x[i] > largest ? i : best;
    largest = x[i] > largest ? x[i] : largest;
  }
  return (int32_t)best;
}

KERNEL(argmaxRows) {
  WITHOUT_CONSTANTS;
  int32_t *index = operands[0];
  const float *x = operands[1];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t i = 0; i < n; i++) index[i] = first_largest(x + i * width, width);
}

KERNEL(countCorrect) {
  WITHOUT_CONSTANTS;
  int32_t *count = operands[0];
  const float *scores = operands[1];
  const int32_t *label = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t i = 0; i < n; i++) *count += first_largest(scores + i * width, width) == label[i];
}
