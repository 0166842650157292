#pragma once

// Losses. Labels are int32; a loss is float32[1], summed in double.

/// The largest element of a row. NaN is skipped here and shows in the row's sum.
INLINE float largest_of(const float *x, intptr_t width) {
  f32x16 largest = broadcast(-INFINITE);
  for (intptr_t i = 0; i < width; i += LANES) {
    const intptr_t count = width - i < LANES ? width - i : LANES;
    largest = larger_number(fill_after(load_up_to(x + i, count), count, -INFINITE), largest);
  }
  return largest_of_lanes(largest);
}

/// The number of rows that share one evaluation of the logarithm.
enum { ROWS_AT_ONCE = 8 };

/// For the softmax of 8 rows: each row's largest element, the sum of exp(x - largest), and the sum's logarithm.
typedef struct {
  float largest[ROWS_AT_ONCE];
  f64x8 sums, logs;
} softmax_rows;

INLINE softmax_rows softmax_of_rows(const float *x, intptr_t rows, intptr_t width) {
  softmax_rows result = {.sums = (f64x8){0} + 1};
  for (intptr_t row = 0; row < rows; row++, x += width) {
    const float largest = largest_of(x, width);
    f64x16 sum = {0};
    for (intptr_t i = 0; i < width; i += LANES) {
      const intptr_t count = width - i < LANES ? width - i : LANES;
      sum += widen(exp16_below_64(fill_after(load_up_to(x + i, count), count, -INFINITE) - largest));
    }
    result.largest[row] = largest;
    result.sums[row] = sum_of_lanes(sum);
  }
  result.logs = log8(result.sums);
  return result;
}

INLINE f32x16 subtract_both16(f32x16 x, f32x16 first, f32x16 second) { return (x - first) - second; }

KERNEL(logSoftmax) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  const float *x = operands[1];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t first = 0; first < n; first += ROWS_AT_ONCE) {
    const intptr_t rows = n - first < ROWS_AT_ONCE ? n - first : ROWS_AT_ONCE;
    const softmax_rows softmax = softmax_of_rows(x, rows, width);
    for (intptr_t row = 0; row < rows; row++, x += width, y += width) {
      map1_with(y, x, width, softmax.largest[row], softmax.logs[row], subtract_both16);
    }
  }
}

KERNEL(logSoftmaxBackward) {
  WITHOUT_CONSTANTS;
  float *dx = operands[0];
  const float *dy = operands[1], *y = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  for (intptr_t row = 0; row < n; row++, dx += width, dy += width, y += width) {
    const f32x16 sum = broadcast((float)sum_of(dy, width));
    for (intptr_t i = 0; i < width; i += LANES) {
      const intptr_t count = width - i < LANES ? width - i : LANES;
      store_up_to(dx + i, fma16(-exp16_below_64(load_up_to(y + i, count)), sum, load_up_to(dy + i, count)), count);
    }
  }
}

KERNEL(negativeLogLikelihood) {
  float *loss = operands[0];
  const float *log_probability = operands[1];
  const int32_t *label = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  double sum = 0;
  for (intptr_t row = 0; row < n; row++) sum += log_probability[row * width + label[row]];
  *loss = (float)(-constants[0] * sum);
}

KERNEL(negativeLogLikelihoodBackward) {
  float *dx = operands[0];
  const float *dloss = operands[1];
  const int32_t *label = operands[2];
  const intptr_t n = dimensions->n, width = dimensions->width;
  const float gradient = (float)(-constants[0] * *dloss);
  memset(dx, 0, (size_t)(n * width) * sizeof(float));
  for (intptr_t row = 0; row < n; row++) dx[row * width + label[row]] = gradient;
}

INLINE f32x16 softmax16(f32x16 x, f32x16 largest, f32x16 sum) { return exp16_below_64(x - largest) / sum; }

KERNEL(crossEntropy) {
  float *loss = operands[0], *probability = operands[1];
  const float *logits = operands[2];
  const int32_t *label = operands[3];
  const intptr_t n = dimensions->n, width = dimensions->width;
  double total = 0;
  for (intptr_t first = 0; first < n; first += ROWS_AT_ONCE) {
    const intptr_t rows = n - first < ROWS_AT_ONCE ? n - first : ROWS_AT_ONCE;
    const softmax_rows softmax = softmax_of_rows(logits, rows, width);
    for (intptr_t row = 0; row < rows; row++, logits += width, probability += width) {
      total += ((double)logits[label[first + row]] - softmax.largest[row]) - softmax.logs[row];
      map1_with(probability, logits, width, softmax.largest[row], softmax.sums[row], softmax16);
    }
  }
  *loss = (float)(-constants[0] * total);
}

KERNEL(crossEntropyBackward) {
  float *dx = operands[0];
  const float *dloss = operands[1], *probability = operands[2];
  const int32_t *label = operands[3];
  const intptr_t n = dimensions->n, width = dimensions->width;
  const float gradient = (float)(constants[0] * *dloss);
  for (intptr_t row = 0; row < n; row++, dx += width, probability += width) {
    const float of_label = probability[label[row]] - 1;
    map1_with(dx, probability, width, gradient, 0, scale_shift16);
    dx[label[row]] = gradient * of_label;
  }
}

/// The squares of 16 differences.
INLINE f64x16 squared_difference(f32x16 a, f32x16 b) {
  const f64x16 difference = widen(a - b);
  return difference * difference;
}

KERNEL(squaredError) {
  float *loss = operands[0];
  const float *a = operands[1], *b = operands[2];
  const intptr_t n = dimensions->n;
  f64x16 sum = {0};
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) sum += squared_difference(load(a + i), load(b + i));
  if (i < n) sum += squared_difference(load_partial(a + i, n - i), load_partial(b + i, n - i));
  *loss = (float)(constants[0] * sum_of_lanes(sum));
}

INLINE f32x16 scaled_difference16(f32x16 a, f32x16 b, f32x16 scale) { return scale * (a - b); }

KERNEL(squaredErrorBackward) {
  const float *dloss = operands[1];
  map2_with(operands[0], operands[2], operands[3], dimensions->n, 2 * constants[0] * *dloss, scaled_difference16);
}

/// t log p + (1 - t) log(1 - p), the logarithms at least -100. Missing lanes have p = t = 0 and give 0.
INLINE f32x16 log_likelihood16(f32x16 p, f32x16 t) {
  const f32x16 floor = broadcast(-100);
  return fma16(t, larger(log16(p), floor), (1.0f - t) * larger(log16(1.0f - p), floor));
}

KERNEL(binaryCrossEntropy) {
  float *loss = operands[0];
  const float *p = operands[1], *t = operands[2];
  const intptr_t n = dimensions->n;
  f64x16 sum = {0};
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    sum += widen(log_likelihood16(load_up_to(p + i, count), load_up_to(t + i, count)));
  }
  *loss = (float)(-constants[0] * sum_of_lanes(sum));
}

INLINE f32x16 binary_cross_entropy_gradient16(f32x16 p, f32x16 t, f32x16 scale) {
  return scale * (p - t) / larger(p * (1.0f - p), broadcast(1e-12f));
}

KERNEL(binaryCrossEntropyBackward) {
  const float *dloss = operands[1];
  const double scale = constants[0] * *dloss;
  map2_with(operands[0], operands[2], operands[3], dimensions->n, scale, binary_cross_entropy_gradient16);
}
