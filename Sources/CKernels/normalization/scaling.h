#pragma once

// Scaling by a code length: y = activation((L - logShare) x), and its gradient where L is a constant.

/// The multiplier of a row, if the multiplier does not depend on the column.
INLINE float row_scale(const float *length, const float *log_share, intptr_t grouping, intptr_t row) {
  const float own = length[grouping == GROUPING_ROWS ? row : 0];
  return log_share ? own - log_share[row] : own;
}

/// Whether all elements have one multiplier, so that the batch can be treated as one long row.
INLINE bool has_one_scale(intptr_t grouping, const float *log_share) {
  return grouping == GROUPING_ALL && !log_share;
}

/// y = activation(λ x) of n neighbouring elements. λ is `scale`, or `of_columns` for each column if that is not NULL.
INLINE void scale_row(
    float *y, const float *x, f32x16 scale, const float *of_columns, intptr_t n, const intptr_t activation) {
  FOR_VECTORS_OF_ROW(n, {
    const f32x16 factor = of_columns ? load_up_to(of_columns + i, count) : scale;
    store_up_to(y + i, activate16(factor * load_up_to(x + i, count), activation), count);
  });
}

INLINE void scale_by_length(void *const *operands, const ScalingDimensions *dimensions, const intptr_t activation) {
  float *y = operands[0];
  const float *x = operands[1], *length = operands[2], *log_share = operands[3];
  const intptr_t grouping = dimensions->grouping;
  const bool flat = has_one_scale(grouping, log_share);
  const intptr_t rows = flat ? 1 : dimensions->rows;
  const intptr_t columns = flat ? dimensions->rows * dimensions->columns : dimensions->columns;
  for (intptr_t row = 0; row < rows; row++, x += columns, y += columns) {
    if (grouping == GROUPING_COLUMNS) {
      scale_row(y, x, broadcast(0), length, columns, activation);
    } else {
      scale_row(y, x, broadcast(row_scale(length, log_share, grouping, row)), NULL, columns, activation);
    }
  }
}

KERNEL(scaleByLength) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, scale_by_length(operands, dimensions, activation));
}

/// dx = λ g of n neighbouring elements, g the gradient before the activation.
INLINE void scale_row_backward(
    float *dx, const float *dy, const float *y, f32x16 scale, const float *of_columns, intptr_t n,
    const intptr_t activation) {
  FOR_VECTORS_OF_ROW(n, {
    const f32x16 factor = of_columns ? load_up_to(of_columns + i, count) : scale;
    const f32x16 g = activation_gradient16(load_up_to(dy + i, count), load_up_to(y + i, count), activation);
    store_up_to(dx + i, factor * g, count);
  });
}

INLINE void scale_by_length_backward(
    void *const *operands, const ScalingDimensions *dimensions, const intptr_t activation) {
  float *dx = operands[0];
  const float *dy = operands[1], *y = operands[2], *length = operands[3], *log_share = operands[4];
  const intptr_t grouping = dimensions->grouping;
  const bool flat = has_one_scale(grouping, log_share);
  const intptr_t rows = flat ? 1 : dimensions->rows;
  const intptr_t columns = flat ? dimensions->rows * dimensions->columns : dimensions->columns;
  for (intptr_t row = 0; row < rows; row++, dx += columns, dy += columns, y += columns) {
    if (grouping == GROUPING_COLUMNS) {
      scale_row_backward(dx, dy, y, broadcast(0), length, columns, activation);
    } else {
      scale_row_backward(dx, dy, y, broadcast(row_scale(length, log_share, grouping, row)), NULL, columns, activation);
    }
  }
}

KERNEL(scaleByLengthBackward) {
  WITHOUT_CONSTANTS;
  FOR_ACTIVATION(dimensions->activation, scale_by_length_backward(operands, dimensions, activation));
}
