#pragma once

// Strided copies: slices, joins and permutations of axes.

/// y = x, n neighbouring elements.
INLINE void copy_row(float *y, const float *x, intptr_t n) {
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, load(x + i));
  if (i < n) store_partial(y + i, load_partial(x + i, n - i), n - i);
}

/// y += x, n neighbouring elements. No store is masked: the next row's load may touch the same 64 bytes and would wait
/// until a masked store has left the store buffer.
INLINE void add_row(float *y, const float *x, intptr_t n) {
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, load(y + i) + load(x + i));
  for (; i + 4 <= n; i += 4) {
    f32x4 sum, addition;
    memcpy(&sum, y + i, sizeof sum);
    memcpy(&addition, x + i, sizeof addition);
    sum += addition;
    memcpy(y + i, &sum, sizeof sum);
  }
  for (; i < n; i++) y[i] += x[i];
}

INLINE void copy_rows(float *y, const float *x, const paired_axes *axes, bool accumulate) {
  const intptr_t *d = axes->extents, *y_strides = axes->first, *x_strides = axes->second;
  for (intptr_t i0 = 0; i0 < d[0]; i0++) {
    for (intptr_t i1 = 0; i1 < d[1]; i1++) {
      float *to = y + i0 * y_strides[0] + i1 * y_strides[1];
      const float *from = x + i0 * x_strides[0] + i1 * x_strides[1];
      for (intptr_t i2 = 0; i2 < d[2]; i2++, to += y_strides[2], from += x_strides[2]) {
        if (accumulate) {
          add_row(to, from, d[3]);
        } else {
          copy_row(to, from, d[3]);
        }
      }
    }
  }
}

/// Copies element by element, for strides that vectors cannot follow.
INLINE void copy_elements(float *y, const float *x, const paired_axes *axes, bool accumulate) {
  const intptr_t *d = axes->extents, *y_strides = axes->first, *x_strides = axes->second;
  const intptr_t y_stride = y_strides[3], x_stride = x_strides[3];
  for (intptr_t i0 = 0; i0 < d[0]; i0++) {
    for (intptr_t i1 = 0; i1 < d[1]; i1++) {
      for (intptr_t i2 = 0; i2 < d[2]; i2++) {
        float *to = y + i0 * y_strides[0] + i1 * y_strides[1] + i2 * y_strides[2];
        const float *from = x + i0 * x_strides[0] + i1 * x_strides[1] + i2 * x_strides[2];
        if (accumulate) {
          for (intptr_t i3 = 0; i3 < d[3]; i3++) to[i3 * y_stride] += from[i3 * x_stride];
        } else {
          for (intptr_t i3 = 0; i3 < d[3]; i3++) to[i3 * y_stride] = from[i3 * x_stride];
        }
      }
    }
  }
}

/// The outer axis whose stride is 1 and whose elements therefore lie interleaved within one step of the innermost axis;
/// -1 if no axis is so.
INLINE int interleaved_axis(const intptr_t *extents, const intptr_t *strides) {
  for (int axis = 0; axis < 3; axis++) {
    if (strides[axis] == 1 && extents[axis] == strides[3]) return axis;
  }
  return -1;
}

/// Copies an array whose axis `axis` is interleaved with the innermost one, in x or else in y.
INLINE void copy_interleaved(float *y, const float *x, const paired_axes *axes, int axis, bool in_x) {
  const int outer = axis == 0 ? 1 : 0, middle = axis == 2 ? 1 : 2;
  const intptr_t n = axes->extents[3], ways = axes->extents[axis];
  for (intptr_t i = 0; i < axes->extents[outer]; i++) {
    for (intptr_t j = 0; j < axes->extents[middle]; j++) {
      float *to = y + i * axes->first[outer] + j * axes->first[middle];
      const float *from = x + i * axes->second[outer] + j * axes->second[middle];
      if (in_x) {
        take_apart(to, from, n, axes->first[axis], ways);
      } else {
        put_together(to, from, n, axes->second[axis], ways);
      }
    }
  }
}

/// Copies if the elements are interleaved; returns whether it did.
INLINE bool copied_interleaved(float *y, const float *x, const paired_axes *axes) {
  const bool in_x = axes->first[3] == 1;
  if (!in_x && axes->second[3] != 1) return false;
  const int axis = interleaved_axis(axes->extents, in_x ? axes->second : axes->first);
  if (axis < 0) return false;
  if (axes->extents[axis] > WAYS_LIMIT) return false;
  copy_interleaved(y, x, axes, axis, in_x);
  return true;
}

KERNEL(copyStrided) {
  WITHOUT_CONSTANTS;
  const paired_axes axes = joined_axes(dimensions->extents, dimensions->yStrides, dimensions->xStrides);
  float *y = (float *)operands[0] + dimensions->yOffset;
  const float *x = (const float *)operands[1] + dimensions->xOffset;
  const bool accumulate = dimensions->accumulate != 0, in_rows = axes.first[3] == 1 && axes.second[3] == 1;
  if (in_rows && accumulate) {
    copy_rows(y, x, &axes, true);
  } else if (in_rows) {
    copy_rows(y, x, &axes, false);
  } else if (accumulate || !copied_interleaved(y, x, &axes)) {
    copy_elements(y, x, &axes, accumulate);
  }
}
