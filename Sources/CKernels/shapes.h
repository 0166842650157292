#pragma once

// Broadcasting and strided copies over four dimensions; an array of fewer has leading dimensions of 1.

/// 16 elements at a distance of `stride`: 1 is a load, 0 repeats one element.
INLINE f32x16 load_strided(const float *source, intptr_t stride, intptr_t count) {
  if (stride == 1) return load_up_to(source, count);
  if (stride == 0) return broadcast(*source);
  f32x16 vector = {0};
  for (intptr_t lane = 0; lane < count; lane++) vector[lane] = source[lane * stride];
  return vector;
}

/// The kinds of `broadcastBinary` in `KernelList.h`.
INLINE f32x16 combine(f32x16 a, f32x16 b, intptr_t kind) {
  switch (kind) {
    case 0: return a + b;
    case 1: return a - b;
    case 2: return a * b;
    default: return a / b;
  }
}

// y, a, b; kind, d0, d1, d2, d3, a's 4 strides, b's 4 strides
KERNEL(broadcastBinary) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  const intptr_t kind = dimensions[0], *d = dimensions + 1, *a_strides = dimensions + 5, *b_strides = dimensions + 9;
  for (intptr_t i0 = 0; i0 < d[0]; i0++) {
    for (intptr_t i1 = 0; i1 < d[1]; i1++) {
      for (intptr_t i2 = 0; i2 < d[2]; i2++, y += d[3]) {
        const float *a = (const float *)operands[1] + i0 * a_strides[0] + i1 * a_strides[1] + i2 * a_strides[2];
        const float *b = (const float *)operands[2] + i0 * b_strides[0] + i1 * b_strides[1] + i2 * b_strides[2];
        for (intptr_t i3 = 0; i3 < d[3]; i3 += LANES) {
          const intptr_t count = d[3] - i3 < LANES ? d[3] - i3 : LANES;
          const f32x16 left = load_strided(a + i3 * a_strides[3], a_strides[3], count);
          const f32x16 right = load_strided(b + i3 * b_strides[3], b_strides[3], count);
          store_up_to(y + i3, combine(left, right, kind), count);
        }
      }
    }
  }
}

/// y[i y_stride] (+)= x[i x_stride]
INLINE void copy_row(float *y, const float *x, intptr_t n, intptr_t y_stride, intptr_t x_stride, bool accumulate) {
  if (accumulate) {
    for (intptr_t i = 0; i < n; i++) y[i * y_stride] += x[i * x_stride];
  } else if (y_stride == 1 && x_stride == 1) {
    memcpy(y, x, (size_t)n * sizeof(float));
  } else {
    for (intptr_t i = 0; i < n; i++) y[i * y_stride] = x[i * x_stride];
  }
}

// y +=?, x; d0, d1, d2, d3, y's 4 strides, x's 4 strides, y's offset, x's offset, accumulate
KERNEL(copyStrided) {
  WITHOUT_CONSTANTS;
  const intptr_t *d = dimensions, *y_strides = dimensions + 4, *x_strides = dimensions + 8;
  const bool accumulate = dimensions[14] != 0;
  for (intptr_t i0 = 0; i0 < d[0]; i0++) {
    for (intptr_t i1 = 0; i1 < d[1]; i1++) {
      for (intptr_t i2 = 0; i2 < d[2]; i2++) {
        float *y = (float *)operands[0] + dimensions[12] + i0 * y_strides[0] + i1 * y_strides[1] + i2 * y_strides[2];
        const float *x =
            (const float *)operands[1] + dimensions[13] + i0 * x_strides[0] + i1 * x_strides[1] + i2 * x_strides[2];
        copy_row(y, x, d[3], y_strides[3], x_strides[3], accumulate);
      }
    }
  }
}
