#pragma once

// Layer normalization: each row to mean 0 and standard deviation 1 (biased), then gamma and beta a column.

// y, saved[2 rows] (mean, 1/std a row), x, gamma[columns], beta[columns]; rows, columns, activation; eps
KERNEL(layerNorm) {
  float *y = operands[0], *saved = operands[1];
  const float *x = operands[2], *gamma = operands[3], *beta = operands[4];
  const intptr_t rows = dimensions[0], columns = dimensions[1], activation = dimensions[2];
  for (intptr_t row = 0; row < rows; row++, x += columns, y += columns) {
    const moments of_row = moments_of(x, columns);
    const double inverse = 1 / __builtin_elementwise_sqrt(of_row.square / (double)columns + constants[0]);
    saved[2 * row] = (float)of_row.mean;
    saved[2 * row + 1] = (float)inverse;
    const f32x16 mean = broadcast(saved[2 * row]), scale = broadcast(saved[2 * row + 1]);
    for (intptr_t i = 0; i < columns; i += LANES) {
      const intptr_t count = columns - i < LANES ? columns - i : LANES;
      const f32x16 normal = (load_up_to(x + i, count) - mean) * scale;
      const f32x16 affine = fma16(normal, load_up_to(gamma + i, count), load_up_to(beta + i, count));
      store_up_to(y + i, activate16(affine, activation), count);
    }
  }
}

// dx, dgamma +=?, dbeta +=?, dy, x, saved, gamma, y; rows, columns, accumulate, activation
KERNEL(layerNormBackward) {
  WITHOUT_CONSTANTS;
  float *dx = operands[0], *dgamma = operands[1], *dbeta = operands[2];
  const float *dy = operands[3], *x = operands[4], *saved = operands[5], *gamma = operands[6], *y = operands[7];
  const intptr_t rows = dimensions[0], columns = dimensions[1], accumulate = dimensions[2], activation = dimensions[3];
  if (!accumulate) {
    memset(dgamma, 0, (size_t)columns * sizeof *dgamma);
    memset(dbeta, 0, (size_t)columns * sizeof *dbeta);
  }
  for (intptr_t row = 0; row < rows; row++, dx += columns, dy += columns, x += columns, y += columns) {
    const f32x16 mean = broadcast(saved[2 * row]), inverse = broadcast(saved[2 * row + 1]);
    f64x16 sum = {0}, sum_of_normal = {0};
    for (intptr_t i = 0; i < columns; i += LANES) {
      const intptr_t count = columns - i < LANES ? columns - i : LANES;
      const f32x16 g = activation_gradient16(load_up_to(dy + i, count), load_up_to(y + i, count), activation);
      const f32x16 normal = (load_up_to(x + i, count) - mean) * inverse;
      store_up_to(dgamma + i, fma16(g, normal, load_up_to(dgamma + i, count)), count);
      store_up_to(dbeta + i, load_up_to(dbeta + i, count) + g, count);
      const f32x16 scaled = g * load_up_to(gamma + i, count);
      store_up_to(dx + i, scaled, count);
      sum += widen(scaled);
      sum_of_normal += widen(scaled * normal);
    }
    const f32x16 share = broadcast((float)(sum_of_lanes(sum) / (double)columns));
    const f32x16 share_of_normal = broadcast((float)(sum_of_lanes(sum_of_normal) / (double)columns));
    for (intptr_t i = 0; i < columns; i += LANES) {
      const intptr_t count = columns - i < LANES ? columns - i : LANES;
      const f32x16 normal = (load_up_to(x + i, count) - mean) * inverse;
      const f32x16 rest = fma16(-normal, share_of_normal, load_up_to(dx + i, count) - share);
      store_up_to(dx + i, rest * inverse, count);
    }
  }
}
