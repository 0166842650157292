#pragma once

// Sums of rows and of columns. Sums are made in double lanes and rounded to float once.

/// The number of vectors of columns that are summed side by side.
enum { COLUMN_VECTORS = 4 };

/// y (+)= scale · the sum over rows of `vectors` (a constant) vectors of columns, the last with `last_count` columns.
INLINE void sum_columns_of_block(
    float *y, const float *x, intptr_t rows, intptr_t columns, const int vectors, intptr_t last_count, bool accumulate,
    double scale) {
  f64x16 sum[COLUMN_VECTORS] = {{0}};
  for (intptr_t row = 0; row < rows; row++, x += columns) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sum[v] += widen(load_up_to(x + v * LANES, v == vectors - 1 ? last_count : LANES));
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const intptr_t count = v == vectors - 1 ? last_count : LANES;
    f32x16 total = narrow(sum[v] * scale);
    if (accumulate) total += load_up_to(y + v * LANES, count);
    store_up_to(y + v * LANES, total, count);
  }
}

/// y[columns] (+)= scale · the sum over rows of x[rows, columns].
INLINE void sum_columns(float *y, const float *x, intptr_t rows, intptr_t columns, bool accumulate, double scale) {
  intptr_t at = 0;
  for (; at + COLUMN_VECTORS * LANES <= columns; at += COLUMN_VECTORS * LANES) {
    sum_columns_of_block(y + at, x + at, rows, columns, COLUMN_VECTORS, LANES, accumulate, scale);
  }
  const intptr_t left = columns - at, vectors = (left + LANES - 1) / LANES, last = left - (vectors - 1) * LANES;
  switch (vectors) {
    case 1: sum_columns_of_block(y + at, x + at, rows, columns, 1, last, accumulate, scale); break;
    case 2: sum_columns_of_block(y + at, x + at, rows, columns, 2, last, accumulate, scale); break;
    case 3: sum_columns_of_block(y + at, x + at, rows, columns, 3, last, accumulate, scale); break;
    case 4: sum_columns_of_block(y + at, x + at, rows, columns, 4, last, accumulate, scale); break;
  }
}

KERNEL(reduceSum) {
  float *y = operands[0];
  const float *x = operands[1];
  const intptr_t outer = dimensions->outer, middle = dimensions->middle, inner = dimensions->inner;
  const bool accumulate = dimensions->accumulate != 0;
  const double scale = constants[0];
  for (intptr_t i = 0; i < outer; i++) {
    if (inner == 1) {
      const float total = (float)(sum_of(x + i * middle, middle) * scale);
      y[i] = accumulate ? y[i] + total : total;
    } else {
      sum_columns(y + i * inner, x + i * middle * inner, middle, inner, accumulate, scale);
    }
  }
}

/// dx of `vectors` (a constant) vectors of columns, the last with `last_count` columns, and their sums down the rows.
INLINE void activation_backward_of_block(
    float *dx, float *dbias, const float *dy, const float *y, intptr_t rows, intptr_t columns, const int vectors,
    intptr_t last_count, bool accumulate, const intptr_t activation) {
  f64x16 sum[COLUMN_VECTORS] = {{0}};
  for (intptr_t row = 0; row < rows; row++, dx += columns, dy += columns, y += columns) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const intptr_t count = v == vectors - 1 ? last_count : LANES, at = v * LANES;
      const f32x16 gradient =
          activation_gradient16(load_up_to(dy + at, count), load_up_to(y + at, count), activation);
      store_up_to(dx + at, gradient, count);
      sum[v] += widen(gradient);
    }
  }
  if (!dbias) return;
  for (int v = 0; v < vectors; v++) {
    const intptr_t count = v == vectors - 1 ? last_count : LANES, at = v * LANES;
    f32x16 total = narrow(sum[v]);
    if (accumulate) total += load_up_to(dbias + at, count);
    store_up_to(dbias + at, total, count);
  }
}

/// For few columns, whose rows end within a vector: first dx of all elements as one row, then the sums.
INLINE void activation_backward_of_narrow(
    float *dx, float *dbias, const float *dy, const float *y, intptr_t rows, intptr_t columns, bool accumulate,
    const intptr_t activation) {
  const intptr_t n = rows * columns;
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    store_up_to(dx + i, activation_gradient16(load_up_to(dy + i, count), load_up_to(y + i, count), activation), count);
  }
  if (dbias) sum_columns(dbias, dx, rows, columns, accumulate, 1);
}

INLINE void activation_backward(
    void *const *operands, const LayerGradientDimensions *dimensions, const intptr_t activation) {
  float *dx = operands[0], *dbias = operands[1];
  const float *dy = operands[2], *y = operands[3];
  const intptr_t rows = dimensions->rows, columns = dimensions->columns;
  const bool accumulate = dimensions->accumulate != 0;
  if (activation == ACTIVATION_NONE && dx == dy) {
    if (dbias) sum_columns(dbias, dx, rows, columns, accumulate, 1);
    return;
  }
  if (columns < COLUMN_VECTORS * LANES) {
    activation_backward_of_narrow(dx, dbias, dy, y, rows, columns, accumulate, activation);
    return;
  }
  intptr_t at = 0;
  for (; at + COLUMN_VECTORS * LANES <= columns; at += COLUMN_VECTORS * LANES) {
    activation_backward_of_block(
        dx + at, dbias ? dbias + at : NULL, dy + at, y + at, rows, columns, COLUMN_VECTORS, LANES, accumulate,
        activation);
  }
  for (; at < columns; at += LANES) {
    const intptr_t count = columns - at < LANES ? columns - at : LANES;
    activation_backward_of_block(
        dx + at, dbias ? dbias + at : NULL, dy + at, y + at, rows, columns, 1, count, accumulate, activation);
  }
}

KERNEL(activationBackward) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, activation_backward(operands, dimensions, activation));
}

KERNEL(sumOfSquares) {
  WITHOUT_CONSTANTS;
  double *total = operands[0];
  const float *x = operands[1];
  const intptr_t n = dimensions->n;
  f64x16 sum = {0};
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) {
    const f64x16 wide = widen(load(x + i));
    sum = fma16_double(wide, wide, sum);
  }
  if (i < n) {
    const f64x16 wide = widen(load_partial(x + i, n - i));
    sum = fma16_double(wide, wide, sum);
  }
  *total = (dimensions->accumulate ? *total : 0) + sum_of_lanes(sum);
}
