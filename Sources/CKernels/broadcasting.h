#pragma once

// The elementwise kernels of two operands that repeat along axes. Inside the loops the operation and the innermost
// strides are constants.

/// 16 elements at a distance of `stride`: 1 is a load, 0 repeats one element.
INLINE f32x16 load_strided(const float *source, intptr_t stride, intptr_t count) {
  if (stride == 1) return load_up_to(source, count);
  if (stride == 0) return broadcast(*source);
  f32x16 vector = {0};
  for (intptr_t lane = 0; lane < count; lane++) vector[lane] = source[lane * stride];
  return vector;
}

typedef f32x16 (*binary_function)(f32x16, f32x16);

/// y = f(a, b) along the innermost axis.
INLINE void combine_row(
    float *y, const float *a, const float *b, intptr_t n, intptr_t a_stride, intptr_t b_stride, binary_function f) {
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) {
    const f32x16 left = load_strided(a + i * a_stride, a_stride, LANES);
    store(y + i, f(left, load_strided(b + i * b_stride, b_stride, LANES)));
  }
  if (i < n) {
    const f32x16 left = load_strided(a + i * a_stride, a_stride, n - i);
    store_partial(y + i, f(left, load_strided(b + i * b_stride, b_stride, n - i)), n - i);
  }
}

INLINE void combine_rows(
    float *y, const float *a, const float *b, const paired_axes *axes, intptr_t a_stride, intptr_t b_stride,
    binary_function f) {
  const intptr_t *d = axes->extents, *a_strides = axes->first, *b_strides = axes->second;
  for (intptr_t i0 = 0; i0 < d[0]; i0++) {
    for (intptr_t i1 = 0; i1 < d[1]; i1++) {
      const float *left = a + i0 * a_strides[0] + i1 * a_strides[1];
      const float *right = b + i0 * b_strides[0] + i1 * b_strides[1];
      for (intptr_t i2 = 0; i2 < d[2]; i2++, y += d[3], left += a_strides[2], right += b_strides[2]) {
        combine_row(y, left, right, d[3], a_stride, b_stride, f);
      }
    }
  }
}

INLINE void broadcast_binary(void *const *operands, const paired_axes *axes, binary_function f) {
  float *y = operands[0];
  const float *a = operands[1], *b = operands[2];
  const intptr_t a_stride = axes->first[3], b_stride = axes->second[3];
  if (a_stride == 1 && b_stride == 0) {
    combine_rows(y, a, b, axes, 1, 0, f);
  } else if (a_stride == 0 && b_stride == 1) {
    combine_rows(y, a, b, axes, 0, 1, f);
  } else if (a_stride == 1 && b_stride == 1) {
    combine_rows(y, a, b, axes, 1, 1, f);
  } else if (a_stride == 0 && b_stride == 0) {
    combine_rows(y, a, b, axes, 0, 0, f);
  } else {
    combine_rows(y, a, b, axes, a_stride, b_stride, f);
  }
}

KERNEL(broadcastBinary) {
  WITHOUT_CONSTANTS;
  const paired_axes axes = joined_axes(dimensions->extents, dimensions->aStrides, dimensions->bStrides);
  switch (dimensions->kind) {
    case 0: broadcast_binary(operands, &axes, add16); break;
    case 1: broadcast_binary(operands, &axes, subtract16); break;
    case 2: broadcast_binary(operands, &axes, multiply16); break;
    default: broadcast_binary(operands, &axes, divide16); break;
  }
}
