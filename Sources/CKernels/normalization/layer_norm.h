#pragma once

// Layer normalization: each row to mean 0 and standard deviation 1 (biased), then gamma and beta a column. A few rows
// run side by side, because the sums of each row are chains of additions that wait for themselves.

/// The number of rows of a backward step: their sums and moments still fit in registers.
enum { ROWS_BACKWARD = 2 };

/// Normalizes `rows` (a constant) rows.
INLINE void layer_norm_of_rows(
    float *y, float *saved, const float *x, const float *gamma, const float *beta, const int rows, intptr_t columns,
    double eps, const intptr_t activation) {
  moments of_row[BLOCKS_AT_ONCE];
  moments_of_rows(of_row, x, columns, rows);
  f32x16 mean[BLOCKS_AT_ONCE], inverse[BLOCKS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    saved[2 * r] = (float)of_row[r].mean;
    saved[2 * r + 1] = (float)(1 / __builtin_elementwise_sqrt(of_row[r].square / (double)columns + eps));
    mean[r] = broadcast(saved[2 * r]);
    inverse[r] = broadcast(saved[2 * r + 1]);
  }
  FOR_VECTORS_OF_ROW(columns, {
    const f32x16 scale = load_up_to(gamma + i, count);
    const f32x16 shift = load_up_to(beta + i, count);
    for (int r = 0; r < rows; r++) {
      const f32x16 normal = (load_up_to(x + r * columns + i, count) - mean[r]) * inverse[r];
      store_up_to(y + r * columns + i, activate16(fma16(normal, scale, shift), activation), count);
    }
  });
}

INLINE void layer_norm(
    void *const *operands, const LayerDimensions *dimensions, const double *constants, const intptr_t activation) {
  float *y = operands[0], *saved = operands[1];
  const float *x = operands[2], *gamma = operands[3], *beta = operands[4];
  const intptr_t rows = dimensions->rows, columns = dimensions->columns;
  intptr_t row = 0;
  for (; row + BLOCKS_AT_ONCE <= rows; row += BLOCKS_AT_ONCE) {
    layer_norm_of_rows(
        y + row * columns, saved + 2 * row, x + row * columns, gamma, beta, BLOCKS_AT_ONCE, columns, constants[0],
        activation);
  }
  for (; row < rows; row++) {
    layer_norm_of_rows(
        y + row * columns, saved + 2 * row, x + row * columns, gamma, beta, 1, columns, constants[0], activation);
  }
}

KERNEL(layerNorm) { FOR_ACTIVATION(dimensions->activation, layer_norm(operands, dimensions, constants, activation)); }

/// dx of `rows` (a constant) rows. Their parts of dgamma and dbeta are added in the order of the rows.
INLINE void layer_norm_backward_of_rows(
    float *dx, float *dgamma, float *dbeta, const float *dy, const float *x, const float *saved, const float *gamma,
    const float *y, const int rows, intptr_t columns, const intptr_t activation) {
  f32x16 mean[ROWS_BACKWARD], inverse[ROWS_BACKWARD];
  f64x16 sum[ROWS_BACKWARD], sum_of_normal[ROWS_BACKWARD];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    mean[r] = broadcast(saved[2 * r]);
    inverse[r] = broadcast(saved[2 * r + 1]);
    sum[r] = sum_of_normal[r] = (f64x16){0};
  }
  FOR_VECTORS_OF_ROW(columns, {
    f32x16 of_gamma = load_up_to(dgamma + i, count);
    f32x16 of_beta = load_up_to(dbeta + i, count);
    const f32x16 scale = load_up_to(gamma + i, count);
    for (int r = 0; r < rows; r++) {
      const intptr_t at = r * columns + i;
      const f32x16 g = activation_gradient16(load_up_to(dy + at, count), load_up_to(y + at, count), activation);
      const f32x16 normal = (load_up_to(x + at, count) - mean[r]) * inverse[r];
      of_gamma = fma16(g, normal, of_gamma);
      of_beta += g;
      const f32x16 scaled = g * scale;
      store_up_to(dx + at, scaled, count);
      sum[r] += widen(scaled);
      sum_of_normal[r] += widen(scaled * normal);
    }
    store_up_to(dgamma + i, of_gamma, count);
    store_up_to(dbeta + i, of_beta, count);
  });
  f32x16 share[ROWS_BACKWARD], share_of_normal[ROWS_BACKWARD];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    share[r] = broadcast((float)(sum_of_lanes(sum[r]) / (double)columns));
    share_of_normal[r] = broadcast((float)(sum_of_lanes(sum_of_normal[r]) / (double)columns));
  }
  FOR_VECTORS_OF_ROW(columns, {
    for (int r = 0; r < rows; r++) {
      const intptr_t at = r * columns + i;
      const f32x16 normal = (load_up_to(x + at, count) - mean[r]) * inverse[r];
      const f32x16 rest = fma16(-normal, share_of_normal[r], load_up_to(dx + at, count) - share[r]);
      store_up_to(dx + at, rest * inverse[r], count);
    }
  });
}

INLINE void layer_norm_backward(
    void *const *operands, const LayerGradientDimensions *dimensions, const intptr_t activation) {
  float *dx = operands[0], *dgamma = operands[1], *dbeta = operands[2];
  const float *dy = operands[3], *x = operands[4], *saved = operands[5], *gamma = operands[6], *y = operands[7];
  const intptr_t rows = dimensions->rows, columns = dimensions->columns, accumulate = dimensions->accumulate;
  if (!accumulate) {
    memset(dgamma, 0, (size_t)columns * sizeof *dgamma);
    memset(dbeta, 0, (size_t)columns * sizeof *dbeta);
  }
  intptr_t row = 0;
  for (; row + ROWS_BACKWARD <= rows; row += ROWS_BACKWARD) {
    const intptr_t at = row * columns;
    layer_norm_backward_of_rows(
        dx + at, dgamma, dbeta, dy + at, x + at, saved + 2 * row, gamma, y + at, ROWS_BACKWARD, columns, activation);
  }
  for (; row < rows; row++) {
    const intptr_t at = row * columns;
    layer_norm_backward_of_rows(
        dx + at, dgamma, dbeta, dy + at, x + at, saved + 2 * row, gamma, y + at, 1, columns, activation);
  }
}

KERNEL(layerNormBackward) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, layer_norm_backward(operands, dimensions, activation));
}
