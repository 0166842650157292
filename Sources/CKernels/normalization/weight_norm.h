#pragma once

// Weight normalization: each column of v to the length g.

INLINE f32x16 product_of_two(f32x16 a, f32x16 b, f32x16 first, f32x16 second) {
  (void)first, (void)second;
  return a * b;
}

/// w = g v / |v| for `strips` (a constant) vectors of columns.
INLINE void weight_norm_of_strips(
    float *w, float *norm, const float *v, const float *g, intptr_t inputs, intptr_t outputs, const int strips,
    intptr_t last_count) {
  const f32x16 unused[STRIPS] = {{0}};
  f64x16 square[STRIPS];
  f32x16 scale[STRIPS];
  sum_down_strips(square, v, v, inputs, outputs, strips, last_count, product_of_two, unused, unused);
  for (int s = 0; s < strips; s++) {
    const intptr_t i = s * LANES, count = s == strips - 1 ? last_count : LANES;
    const f64x16 length = __builtin_elementwise_sqrt(square[s]);
    store_up_to(norm + i, narrow(length), count);
    scale[s] = narrow(widen(load_up_to(g + i, count)) / length);
  }
  for (intptr_t row = 0; row < inputs; row++) {
#pragma clang loop unroll(full)
    for (int s = 0; s < strips; s++) {
      const intptr_t at = row * outputs + s * LANES, count = s == strips - 1 ? last_count : LANES;
      store_up_to(w + at, load_up_to(v + at, count) * scale[s], count);
    }
  }
}

/// The most inputs for which two strips of two operands stay in the first-level cache.
enum { INPUTS_IN_FIRST_CACHE = 192 };

KERNEL(weightNorm) {
  WITHOUT_CONSTANTS;
  float *w = operands[0], *norm = operands[1];
  const float *v = operands[2], *g = operands[3];
  const intptr_t inputs = dimensions->inputs, outputs = dimensions->outputs;
#define NORMALIZE_STRIPS \
  weight_norm_of_strips(w + column, norm + column, v + column, g + column, inputs, outputs, strips, last_count)
  if (inputs <= INPUTS_IN_FIRST_CACHE) {
    FOR_STRIPS(STRIPS_TWICE, outputs, NORMALIZE_STRIPS);
  } else {
    FOR_STRIPS(STRIPS, outputs, NORMALIZE_STRIPS);
  }
#undef NORMALIZE_STRIPS
}

/// The gradients of v and g for `strips` (a constant) vectors of columns.
INLINE void weight_norm_backward_of_strips(
    float *dv, float *dg, const float *dw, const float *v, const float *g, const float *norm, intptr_t inputs,
    intptr_t outputs, bool accumulate, const int strips, intptr_t last_count) {
  const f32x16 unused[STRIPS] = {{0}};
  f64x16 along[STRIPS];
  f32x16 scale[STRIPS], back[STRIPS];
  sum_down_strips(along, dw, v, inputs, outputs, strips, last_count, product_of_two, unused, unused);
  for (int s = 0; s < strips; s++) {
    const intptr_t i = s * LANES, count = s == strips - 1 ? last_count : LANES;
    const f64x16 length = widen(load_up_to(norm + i, count)), projection = along[s] / length;
    put_sums(dg + i, projection, count, accumulate);
    const f64x16 ratio = widen(load_up_to(g + i, count)) / length;
    scale[s] = narrow(ratio);
    back[s] = narrow(-ratio * projection / length);
  }
  for (intptr_t row = 0; row < inputs; row++) {
#pragma clang loop unroll(full)
    for (int s = 0; s < strips; s++) {
      const intptr_t at = row * outputs + s * LANES, count = s == strips - 1 ? last_count : LANES;
      const f32x16 gradient = fma16(load_up_to(v + at, count), back[s], load_up_to(dw + at, count) * scale[s]);
      store_up_to(dv + at, accumulate ? load_up_to(dv + at, count) + gradient : gradient, count);
    }
  }
}

KERNEL(weightNormBackward) {
  WITHOUT_CONSTANTS;
  float *dv = operands[0], *dg = operands[1];
  const float *dw = operands[2], *v = operands[3], *g = operands[4], *norm = operands[5];
  const intptr_t inputs = dimensions->inputs, outputs = dimensions->outputs;
  const bool accumulate = dimensions->accumulate;
#define GRADIENTS_OF_STRIPS                                                                                      \
  weight_norm_backward_of_strips(                                                                                \
      dv + column, dg + column, dw + column, v + column, g + column, norm + column, inputs, outputs, accumulate, \
      strips, last_count)
  if (inputs <= INPUTS_IN_FIRST_CACHE) {
    FOR_STRIPS(STRIPS_TWICE, outputs, GRADIENTS_OF_STRIPS);
  } else {
    FOR_STRIPS(STRIPS, outputs, GRADIENTS_OF_STRIPS);
  }
#undef GRADIENTS_OF_STRIPS
}
