#pragma once

// Batch normalization: each column to mean 0 and standard deviation 1 (biased), then gamma and beta a column.

INLINE f32x16 itself(f32x16 x, f32x16 same, f32x16 first, f32x16 second) {
  (void)same, (void)first, (void)second;
  return x;
}

INLINE f32x16 squared_deviation(f32x16 x, f32x16 same, f32x16 mean, f32x16 second) {
  (void)same, (void)second;
  return (x - mean) * (x - mean);
}

/// Normalizes `strips` (a constant) vectors of columns, while they are in the cache.
INLINE void batch_norm_of_strips(
    void *const *operands, const LayerDimensions *dimensions, const double *constants, intptr_t column,
    const int strips, intptr_t last_count, const intptr_t activation) {
  const intptr_t rows = dimensions->rows, columns = dimensions->columns;
  float *y = (float *)operands[0] + column, *saved = (float *)operands[1] + column;
  float *running = (float *)operands[2] + column;
  const float *x = (const float *)operands[3] + column, *gamma = operands[4], *beta = operands[5];
  const double eps = constants[0], momentum = constants[1], n = (double)rows;
  const f32x16 unused[STRIPS] = {{0}};
  f64x16 sum[STRIPS], square[STRIPS];
  f32x16 centre[STRIPS], inverse[STRIPS], scale[STRIPS], shift[STRIPS];
  sum_down_strips(sum, x, x, rows, columns, strips, last_count, itself, unused, unused);
  for (int v = 0; v < strips; v++) centre[v] = narrow(sum[v] / n);
  sum_down_strips(square, x, x, rows, columns, strips, last_count, squared_deviation, centre, unused);
  for (int v = 0; v < strips; v++) {
    const intptr_t i = v * LANES, count = v == strips - 1 ? last_count : LANES;
    const f64x16 mean = sum[v] / n;
    inverse[v] = narrow(1 / __builtin_elementwise_sqrt(square[v] / n + eps));
    store_up_to(saved + i, centre[v], count);
    store_up_to(saved + columns + i, inverse[v], count);
    const f64x16 old_mean = widen(load_up_to(running + i, count));
    store_up_to(running + i, narrow(old_mean + momentum * (mean - old_mean)), count);
    if (rows > 1) {  // One row has no variance.
      const f64x16 old_variance = widen(load_up_to(running + columns + i, count));
      store_up_to(
          running + columns + i, narrow(old_variance + momentum * (square[v] / (n - 1) - old_variance)), count);
    }
    scale[v] = load_up_to(gamma + column + i, count);
    shift[v] = load_up_to(beta + column + i, count);
  }
  for (intptr_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < strips; v++) {
      const intptr_t at = row * columns + v * LANES, count = v == strips - 1 ? last_count : LANES;
      const f32x16 normal = (load_up_to(x + at, count) - centre[v]) * inverse[v];
      store_up_to(y + at, activate16(fma16(normal, scale[v], shift[v]), activation), count);
    }
  }
}

INLINE void batch_norm(
    void *const *operands, const LayerDimensions *dimensions, const double *constants, const intptr_t activation) {
  FOR_STRIPS(STRIPS_TWICE, dimensions->columns, {
    batch_norm_of_strips(operands, dimensions, constants, column, strips, last_count, activation);
  });
}

KERNEL(batchNorm) { FOR_ACTIVATION(dimensions->activation, batch_norm(operands, dimensions, constants, activation)); }

/// 1/std of up to 16 columns, from their running variances.
INLINE f32x16 running_inverse(const float *variance, intptr_t count, double eps) {
  return narrow(1 / __builtin_elementwise_sqrt(widen(load_up_to(variance, count)) + eps));
}

INLINE void batch_norm_evaluate(
    void *const *operands, const LayerDimensions *dimensions, const double *constants, const intptr_t activation) {
  float *y = operands[0];
  const float *x = operands[1], *running = operands[2], *gamma = operands[3], *beta = operands[4];
  const intptr_t rows = dimensions->rows, columns = dimensions->columns;
  for (intptr_t i = 0; i < columns; i += LANES) {
    const intptr_t count = columns - i < LANES ? columns - i : LANES;
    const f32x16 mean = load_up_to(running + i, count);
    const f32x16 inverse = running_inverse(running + columns + i, count, constants[0]);
    const f32x16 scale = load_up_to(gamma + i, count), shift = load_up_to(beta + i, count);
    for (intptr_t row = 0; row < rows; row++) {
      const intptr_t at = row * columns + i;
      const f32x16 normal = (load_up_to(x + at, count) - mean) * inverse;
      store_up_to(y + at, activate16(fma16(normal, scale, shift), activation), count);
    }
  }
}

KERNEL(batchNormEvaluate) {
  FOR_ACTIVATION(dimensions->activation, batch_norm_evaluate(operands, dimensions, constants, activation));
}
