#pragma once

// Weight normalization: each column of v to the length g.

INLINE f32x16 product_of_two(f32x16 a, f32x16 b, f32x16 first, f32x16 second) {
  (void)first, (void)second;
  return a * b;
}

// w[inputs,outputs], norm[outputs], v[inputs,outputs], g[outputs]; inputs, outputs
KERNEL(weightNorm) {
  WITHOUT_CONSTANTS;
  float *w = operands[0], *norm = operands[1];
  const float *v = operands[2], *g = operands[3];
  const intptr_t inputs = dimensions[0], outputs = dimensions[1];
  const f32x16 unused = broadcast(0);
  for (intptr_t i = 0; i < outputs; i += LANES) {
    const intptr_t count = outputs - i < LANES ? outputs - i : LANES;
    const f64x16 square = sum_down(v + i, v + i, inputs, outputs, count, product_of_two, unused, unused);
    const f64x16 length = __builtin_elementwise_sqrt(square);
    store_up_to(norm + i, narrow(length), count);
    const f32x16 scale = narrow(widen(load_up_to(g + i, count)) / length);
    for (intptr_t row = 0; row < inputs; row++) {
      const intptr_t at = row * outputs + i;
      store_up_to(w + at, load_up_to(v + at, count) * scale, count);
    }
  }
}

// dv +=?, dg +=?, dw, v, g, norm; inputs, outputs, accumulate
KERNEL(weightNormBackward) {
  WITHOUT_CONSTANTS;
  float *dv = operands[0], *dg = operands[1];
  const float *dw = operands[2], *v = operands[3], *g = operands[4], *norm = operands[5];
  const intptr_t inputs = dimensions[0], outputs = dimensions[1], accumulate = dimensions[2];
  const f32x16 unused = broadcast(0);
  for (intptr_t i = 0; i < outputs; i += LANES) {
    const intptr_t count = outputs - i < LANES ? outputs - i : LANES;
    const f64x16 length = widen(load_up_to(norm + i, count));
    const f64x16 along = sum_down(dw + i, v + i, inputs, outputs, count, product_of_two, unused, unused) / length;
    put_sums(dg + i, along, count, accumulate);
    const f64x16 ratio = widen(load_up_to(g + i, count)) / length;
    const f32x16 scale = narrow(ratio), back = narrow(-ratio * along / length);
    for (intptr_t row = 0; row < inputs; row++) {
      const intptr_t at = row * outputs + i;
      const f32x16 gradient = fma16(load_up_to(v + at, count), back, load_up_to(dw + at, count) * scale);
      store_up_to(dv + at, accumulate ? load_up_to(dv + at, count) + gradient : gradient, count);
    }
  }
}
