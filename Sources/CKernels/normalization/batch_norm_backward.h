#pragma once

// The gradients of batch normalization, in training and in evaluation.

/// Writes or adds up to 16 column sums.
INLINE void put_sums(float *target, f64x16 sum, intptr_t count, bool accumulate) {
  const f32x16 narrowed = narrow(sum);
  store_up_to(target, accumulate ? load_up_to(target, count) + narrowed : narrowed, count);
}

/// `strips` (a constant) vectors of columns of a backward kernel's operands.
typedef struct {
  float *dx, *dgamma, *dbeta;
  const float *dy, *x, *y, *gamma;
  intptr_t rows, columns, last_count;
  f32x16 mean[STRIPS], inverse[STRIPS];
} batch_norm_strips;

/// Σ g and Σ g x̂ down the columns, also written to dbeta and dgamma. Leaves g in dx.
INLINE void sum_gradients(
    f64x16 *sum, f64x16 *sum_of_normal, const batch_norm_strips *of, const int strips, bool accumulate,
    const intptr_t activation) {
  for (int v = 0; v < strips; v++) sum[v] = sum_of_normal[v] = (f64x16){0};
  for (intptr_t start = 0; start < of->rows; start += ROW_BLOCK) {
    const intptr_t end = of->rows - start < ROW_BLOCK ? of->rows : start + ROW_BLOCK;
    f32x16 s[STRIPS] = {{0}}, t[STRIPS] = {{0}};
    for (intptr_t row = start; row < end; row++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < strips; v++) {
        const intptr_t at = row * of->columns + v * LANES, count = v == strips - 1 ? of->last_count : LANES;
        const f32x16 dy = load_up_to(of->dy + at, count), y = load_up_to(of->y + at, count);
        const f32x16 g = activation_gradient16(dy, y, activation);
        store_up_to(of->dx + at, g, count);
        s[v] += g;
        t[v] = fma16(g, (load_up_to(of->x + at, count) - of->mean[v]) * of->inverse[v], t[v]);
      }
    }
    for (int v = 0; v < strips; v++) {
      sum[v] += widen(s[v]);
      sum_of_normal[v] += widen(t[v]);
    }
  }
  for (int v = 0; v < strips; v++) {
    const intptr_t count = v == strips - 1 ? of->last_count : LANES;
    put_sums(of->dgamma + v * LANES, sum_of_normal[v], count, accumulate);
    put_sums(of->dbeta + v * LANES, sum[v], count, accumulate);
  }
}

/// The gradient through the batch's own mean and deviation.
INLINE void batch_norm_backward_of_strips(
    batch_norm_strips of, const float *saved, const int strips, bool accumulate, const intptr_t activation) {
  for (int v = 0; v < strips; v++) {
    const intptr_t count = v == strips - 1 ? of.last_count : LANES;
    of.mean[v] = load_up_to(saved + v * LANES, count);
    of.inverse[v] = load_up_to(saved + of.columns + v * LANES, count);
  }
  f64x16 sum[STRIPS], sum_of_normal[STRIPS];
  sum_gradients(sum, sum_of_normal, &of, strips, accumulate, activation);
  f32x16 share[STRIPS], share_of_normal[STRIPS], scale[STRIPS];
  for (int v = 0; v < strips; v++) {
    share[v] = narrow(sum[v] / (double)of.rows);
    share_of_normal[v] = narrow(sum_of_normal[v] / (double)of.rows);
    scale[v] = load_up_to(of.gamma + v * LANES, v == strips - 1 ? of.last_count : LANES) * of.inverse[v];
  }
  for (intptr_t row = 0; row < of.rows; row++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < strips; v++) {
      const intptr_t at = row * of.columns + v * LANES, count = v == strips - 1 ? of.last_count : LANES;
      const f32x16 normal = (load_up_to(of.x + at, count) - of.mean[v]) * of.inverse[v];
      const f32x16 rest = fma16(-normal, share_of_normal[v], load_up_to(of.dx + at, count) - share[v]);
      store_up_to(of.dx + at, rest * scale[v], count);
    }
  }
}

/// The columns from `column` on of the operands dx, dgamma, dbeta, dy, x, saved or running, gamma, y.
INLINE batch_norm_strips strips_of(
    void *const *operands, const LayerGradientDimensions *dimensions, intptr_t column, intptr_t last_count) {
  return (batch_norm_strips){
      .dx = (float *)operands[0] + column, .dgamma = (float *)operands[1] + column,
      .dbeta = (float *)operands[2] + column, .dy = (const float *)operands[3] + column,
      .x = (const float *)operands[4] + column, .y = (const float *)operands[7] + column,
      .gamma = (const float *)operands[6] + column,
      .rows = dimensions->rows, .columns = dimensions->columns, .last_count = last_count};
}

INLINE void batch_norm_backward(
    void *const *operands, const LayerGradientDimensions *dimensions, const intptr_t activation) {
  const float *saved = operands[5];
  FOR_STRIPS(STRIPS_TWICE, dimensions->columns, {
    batch_norm_backward_of_strips(
        strips_of(operands, dimensions, column, last_count), saved + column, strips, dimensions->accumulate,
        activation);
  });
}

KERNEL(batchNormBackward) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, batch_norm_backward(operands, dimensions, activation));
}

/// The gradient where mean and deviation are constants.
INLINE void batch_norm_evaluate_backward_of_strips(
    batch_norm_strips of, const float *running, const int strips, bool accumulate, double eps,
    const intptr_t activation) {
  for (int v = 0; v < strips; v++) {
    const intptr_t count = v == strips - 1 ? of.last_count : LANES;
    of.mean[v] = load_up_to(running + v * LANES, count);
    of.inverse[v] = running_inverse(running + of.columns + v * LANES, count, eps);
  }
  f64x16 sum[STRIPS], sum_of_normal[STRIPS];
  sum_gradients(sum, sum_of_normal, &of, strips, accumulate, activation);
  for (int v = 0; v < strips; v++) {
    const intptr_t count = v == strips - 1 ? of.last_count : LANES;
    const f32x16 scale = load_up_to(of.gamma + v * LANES, count) * of.inverse[v];
    for (intptr_t row = 0; row < of.rows; row++) {
      const intptr_t at = row * of.columns + v * LANES;
      store_up_to(of.dx + at, load_up_to(of.dx + at, count) * scale, count);
    }
  }
}

INLINE void batch_norm_evaluate_backward(
    void *const *operands, const LayerGradientDimensions *dimensions, const double *constants,
    const intptr_t activation) {
  const float *running = operands[5];
  FOR_STRIPS(STRIPS_TWICE, dimensions->columns, {
    batch_norm_evaluate_backward_of_strips(
        strips_of(operands, dimensions, column, last_count), running + column, strips, dimensions->accumulate,
        constants[0], activation);
  });
}

KERNEL(batchNormEvaluateBackward) {
  FOR_ACTIVATION(dimensions->activation, batch_norm_evaluate_backward(operands, dimensions, constants, activation));
}
