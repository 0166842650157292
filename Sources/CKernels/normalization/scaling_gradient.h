#pragma once

// The gradient of y = activation((L - logShare) x) through both factors, since L is a function of the batch.

/// Σ g x over n contiguous elements, g the gradient before the activation.
INLINE double product_with_gradient(const float *dy, const float *y, const float *x, intptr_t n, intptr_t activation) {
  f64x16 total = {0};
  for (intptr_t start = 0; start < n; start += SUM_BLOCK) {
    const intptr_t end = n - start < SUM_BLOCK ? n : start + SUM_BLOCK;
    f32x16 sum = broadcast(0);
    FOR_VECTORS_OF_ROW(end - start, {
      const intptr_t at = start + i;
      const f32x16 g = activation_gradient16(load_up_to(dy + at, count), load_up_to(y + at, count), activation);
      sum = fma16(g, load_up_to(x + at, count), sum);
    });
    total += widen(sum);
  }
  return sum_of_lanes(total);
}

/// Leaves Σ g x down `strips` (a constant) vectors of columns in `force`.
INLINE void products_of_strips(
    double *force, const float *dy, const float *y, const float *x, intptr_t rows, intptr_t columns, const int strips,
    intptr_t last_count, const intptr_t activation) {
  f64x16 total[STRIPS] = {{0}};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    f32x16 sum[STRIPS] = {{0}};
    for (intptr_t row = start; row < end; row++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < strips; v++) {
        const intptr_t i = row * columns + v * LANES, count = v == strips - 1 ? last_count : LANES;
        const f32x16 g = activation_gradient16(load_up_to(dy + i, count), load_up_to(y + i, count), activation);
        sum[v] = fma16(g, load_up_to(x + i, count), sum[v]);
      }
    }
    for (int v = 0; v < strips; v++) total[v] += widen(sum[v]);
  }
  for (int v = 0; v < strips; v++) store_doubles(force + v * LANES, total[v]);
}

/// Fills dLoss/dA for every group from Σ g x of every group, which `force` holds.
INLINE void forces_of_groups(code_length_scratch scratch, intptr_t groups) {
  double sum = 0;
  for (intptr_t group = 0; group < groups; group++) sum += scratch.force[group];
  for (intptr_t group = 0; group < groups; group++) {
    scratch.force[group] = scratch.pull[group] * scratch.force[group] + scratch.coupling[group] * sum;
  }
}

/// dx = λ g + z (own e + spread) + constant, with z = x - m' and e the density: the contributions of A, m' and s'.
typedef struct {
  f32x16 scale, own, shift;
} row_gradient;

/// Σ g x of every group, left in `force`.
INLINE void products_of_groups(
    code_length_scratch scratch, const float *dy, const float *y, const float *x, intptr_t rows, intptr_t columns,
    intptr_t grouping, const intptr_t activation) {
  if (grouping == GROUPING_COLUMNS) {
    FOR_STRIPS(STRIPS, columns, {
      products_of_strips(
          scratch.force + column, dy + column, y + column, x + column, rows, columns, strips, last_count, activation);
    });
    return;
  }
  const intptr_t groups = group_count(grouping, rows, columns), size = rows * columns / groups;
  for (intptr_t group = 0; group < groups; group++) {
    const intptr_t start = group * size;
    scratch.force[group] = product_with_gradient(dy + start, y + start, x + start, size, activation);
  }
}

/// The contribution of m' and s' to the gradient of every element: dx += spread (x - m') + constant.
typedef struct {
  double spread, constant;
} shared_gradient;

INLINE shared_gradient gradient_through_moments(code_length_scratch scratch, intptr_t groups, double precision) {
  const double *header = scratch.header;
  double of_mean = 0, of_deviation = 0;
  for (intptr_t group = 0; group < groups; group += 8) {
    // The quotients are computed eight at a time (the arrays are padded) and added one by one.
    const f64x8 force = load_eight(scratch.force + group), mass = load_eight(scratch.mass + group);
    const f64x8 by_mean = force * load_eight(scratch.first + group) / mass * precision;
    const f64x8 by_deviation =
        force * (load_eight(scratch.second + group) / mass * precision - 1) / header[HEADER_DEVIATION];
    const intptr_t count = groups - group < 8 ? groups - group : 8;
    for (intptr_t i = 0; i < count; i++) {
      of_mean += by_mean[i];
      of_deviation += by_deviation[i];
    }
  }
  const double spread = of_deviation * header[HEADER_DEVIATION_RATE];
  return (shared_gradient){
      .spread = spread,
      .constant = of_mean * header[HEADER_MEAN_RATE] + spread * (header[HEADER_MEAN] - header[HEADER_CENTRE])};
}

/// The values that the gradients of all elements share.
typedef struct {
  gaussian g;
  f32x16 spread, constant;
} batch_gradient;

/// Writes dx of `vectors` (a constant) vectors of `count` elements, `distance` from each other. All loads precede the
/// stores, because the compiler cannot know that dx overlaps nothing.
INLINE void write_gradients(
    float *dx, const float *dy, const float *x, const float *y, intptr_t distance, intptr_t count, row_gradient at,
    batch_gradient batch, const intptr_t activation, const int vectors) {
  f32x16 gradient[FLOATS_AT_ONCE], z[FLOATS_AT_ONCE], e[FLOATS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const intptr_t i = v * distance;
    gradient[v] = activation_gradient16(load_up_to(dy + i, count), load_up_to(y + i, count), activation);
    z[v] = deviation_from(batch.g, load_up_to(x + i, count));
  }
  densities_side_by_side(e, z, batch.g, at.shift, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f32x16 inner = fma16(at.own, e[v], batch.spread);
    store_up_to(dx + v * distance, fma16(at.scale, gradient[v], fma16(z[v], inner, batch.constant)), count);
  }
}

/// Writes dx of `rows` (a constant) rows of `width` columns, each column a group of its own.
INLINE void write_gradients_of_rows(
    float *dx, const float *dy, const float *x, const float *y, intptr_t columns, intptr_t width,
    const row_gradient *at, batch_gradient batch, const intptr_t activation, const int rows) {
  FOR_VECTORS_OF_ROW(width, {
    write_gradients(dx + i, dy + i, x + i, y + i, columns, count, at[i / LANES], batch, activation, rows);
  });
}

/// Writes dx of up to STRIPS vectors of columns, `width` columns in all.
INLINE void write_gradients_of_strips(
    float *dx, const float *dy, const float *x, const float *y, const float *length, code_length_scratch scratch,
    double precision, intptr_t column, intptr_t rows, intptr_t columns, intptr_t width, batch_gradient batch,
    const intptr_t activation) {
  row_gradient at[STRIPS];
  FOR_VECTORS_OF_ROW(width, {
    const intptr_t group = column + i;
    const f64x16 own = -load_doubles(scratch.force + group) / load_doubles(scratch.mass + group) * precision;
    at[i / LANES].scale = load_up_to(length + group, count);
    at[i / LANES].own = narrow(own);
    at[i / LANES].shift = narrow(load_doubles(scratch.shift + group));
  });
  intptr_t row = 0;
  for (; row + FLOATS_AT_ONCE <= rows; row += FLOATS_AT_ONCE) {
    const intptr_t i = row * columns + column;
    write_gradients_of_rows(dx + i, dy + i, x + i, y + i, columns, width, at, batch, activation, FLOATS_AT_ONCE);
  }
  for (; row < rows; row++) {
    const intptr_t i = row * columns + column;
    write_gradients_of_rows(dx + i, dy + i, x + i, y + i, columns, width, at, batch, activation, 1);
  }
}

/// Writes dx of n contiguous elements with one multiplier, the last first.
INLINE void write_gradients_of_row(
    float *dx, const float *dy, const float *x, const float *y, intptr_t n, row_gradient at, batch_gradient batch,
    const intptr_t activation) {
  const intptr_t step = FLOATS_AT_ONCE * LANES, half = step / 2;
  intptr_t i = n - n % LANES;
  if (i < n) write_gradients(dx + i, dy + i, x + i, y + i, LANES, n - i, at, batch, activation, 1);
  while (i % half != 0) {
    i -= LANES;
    write_gradients(dx + i, dy + i, x + i, y + i, LANES, LANES, at, batch, activation, 1);
  }
  if (i % step != 0) {
    i -= half;
    write_gradients(dx + i, dy + i, x + i, y + i, LANES, LANES, at, batch, activation, FLOATS_AT_ONCE / 2);
  }
  while (i > 0) {
    i -= step;
    write_gradients(dx + i, dy + i, x + i, y + i, LANES, LANES, at, batch, activation, FLOATS_AT_ONCE);
  }
}

/// The second pass over the batch starts from its end (its last row, or its last strip of columns), because the
/// elements that were read last are still in the cache.
INLINE void code_length_backward(
    void *const *operands, const ScalingDimensions *dimensions, const intptr_t activation) {
  float *dx = operands[0];
  const float *dy = operands[1], *x = operands[2], *y = operands[3], *length = operands[4], *log_share = operands[5];
  const intptr_t grouping = dimensions->grouping, groups = group_count(grouping, dimensions->rows, dimensions->columns);
  const code_length_scratch scratch = scratch_of(operands[6], groups);
  const double deviation = scratch.header[HEADER_DEVIATION], precision = 1 / (deviation * deviation);
  products_of_groups(scratch, dy, y, x, dimensions->rows, dimensions->columns, grouping, activation);
  forces_of_groups(scratch, groups);
  const shared_gradient shared = gradient_through_moments(scratch, groups, precision);
  const batch_gradient batch = {.g = gaussian_of(scratch.header[HEADER_MEAN], deviation),
                                .spread = broadcast((float)shared.spread),
                                .constant = broadcast((float)shared.constant)};

  if (grouping == GROUPING_COLUMNS) {
    const intptr_t columns = dimensions->columns, most = STRIPS * LANES;
    for (intptr_t column = (columns - 1) / most * most; column >= 0; column -= most) {
      const intptr_t width = columns - column < most ? columns - column : most;
      write_gradients_of_strips(
          dx, dy, x, y, length, scratch, precision, column, dimensions->rows, columns, width, batch, activation);
    }
    return;
  }
  const bool flat = has_one_scale(grouping, log_share);
  const intptr_t rows = flat ? 1 : dimensions->rows;
  const intptr_t columns = flat ? dimensions->rows * dimensions->columns : dimensions->columns;
  for (intptr_t row = rows - 1; row >= 0; row--) {
    const intptr_t group = grouping == GROUPING_ROWS ? row : 0, i = row * columns;
    const row_gradient at = {.scale = broadcast(row_scale(length, log_share, grouping, row)),
                             .own = broadcast((float)(-scratch.force[group] / scratch.mass[group] * precision)),
                             .shift = broadcast((float)scratch.shift[group])};
    write_gradients_of_row(dx + i, dy + i, x + i, y + i, columns, at, batch, activation);
  }
}

KERNEL(codeLengthBackward) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, code_length_backward(operands, dimensions, activation));
}
