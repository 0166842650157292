#pragma once

// Elementwise kernels: a function of 16 lanes, applied to n elements. The output may be the memory of an input.

INLINE void map1(float *y, const float *a, intptr_t n, f32x16 (*f)(f32x16)) {
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, f(load(a + i)));
  if (i < n) store_partial(y + i, f(load_partial(a + i, n - i)), n - i);
}

INLINE void map2(float *y, const float *a, const float *b, intptr_t n, f32x16 (*f)(f32x16, f32x16)) {
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, f(load(a + i), load(b + i)));
  if (i < n) store_partial(y + i, f(load_partial(a + i, n - i), load_partial(b + i, n - i)), n - i);
}

/// `map1` with two constants, p and q.
INLINE void map1_with(
    float *y, const float *a, intptr_t n, double p, double q, f32x16 (*f)(f32x16, f32x16, f32x16)) {
  const f32x16 ps = broadcast((float)p), qs = broadcast((float)q);
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, f(load(a + i), ps, qs));
  if (i < n) store_partial(y + i, f(load_partial(a + i, n - i), ps, qs), n - i);
}

/// `map2` with a constant p.
INLINE void map2_with(
    float *y, const float *a, const float *b, intptr_t n, double p, f32x16 (*f)(f32x16, f32x16, f32x16)) {
  const f32x16 ps = broadcast((float)p);
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) store(y + i, f(load(a + i), load(b + i), ps));
  if (i < n) store_partial(y + i, f(load_partial(a + i, n - i), load_partial(b + i, n - i), ps), n - i);
}

KERNEL(fill) {
  float *y = operands[0];
  const intptr_t n = dimensions->n;
  const float value = (float)constants[0];
  for (intptr_t i = 0; i < n; i++) y[i] = value;
}

KERNEL(copy) {
  WITHOUT_CONSTANTS;
  memmove(operands[0], operands[1], (size_t)dimensions->n * sizeof(float));
}

INLINE f32x16 add16(f32x16 a, f32x16 b) { return a + b; }
INLINE f32x16 subtract16(f32x16 a, f32x16 b) { return a - b; }
INLINE f32x16 multiply16(f32x16 a, f32x16 b) { return a * b; }
INLINE f32x16 divide16(f32x16 a, f32x16 b) { return a / b; }

KERNEL(add) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, add16);
}

KERNEL(subtract) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, subtract16);
}

KERNEL(multiply) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, multiply16);
}

KERNEL(divide) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, divide16);
}

KERNEL(minimum) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, smaller);
}

KERNEL(maximum) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, larger);
}

/// The share of the gradient that `a` gets: 1 where `a` is chosen, 1/2 where both are equal, else 0.
INLINE f32x16 share_of(i32x16 chosen, f32x16 a, f32x16 b) {
  return choose(chosen, broadcast(1), choose(a == b, broadcast(0.5f), broadcast(0)));
}

/// Splits dy between da and db, chosen by `prefers_a`.
INLINE void split_gradient(void *const *operands, intptr_t n, i32x16 (*prefers_a)(f32x16, f32x16)) {
  float *da = operands[0], *db = operands[1];
  const float *dy = operands[2], *a = operands[3], *b = operands[4];
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    const f32x16 as = load_up_to(a + i, count), bs = load_up_to(b + i, count), gradient = load_up_to(dy + i, count);
    store_up_to(da + i, gradient * share_of(prefers_a(as, bs), as, bs), count);
    store_up_to(db + i, gradient * share_of(prefers_a(bs, as), as, bs), count);
  }
}

INLINE i32x16 is_smaller(f32x16 a, f32x16 b) { return a < b; }
INLINE i32x16 is_larger(f32x16 a, f32x16 b) { return a > b; }

KERNEL(minimumBackward) {
  WITHOUT_CONSTANTS;
  split_gradient(operands, dimensions->n, is_smaller);
}

KERNEL(maximumBackward) {
  WITHOUT_CONSTANTS;
  split_gradient(operands, dimensions->n, is_larger);
}

INLINE f32x16 scale_shift16(f32x16 x, f32x16 scale, f32x16 shift) { return fma16(scale, x, shift); }

KERNEL(scaleShift) { map1_with(operands[0], operands[1], dimensions->n, constants[0], constants[1], scale_shift16); }

INLINE f32x16 accumulate16(f32x16 y, f32x16 x, f32x16 scale) { return fma16(scale, x, y); }

KERNEL(accumulate) { map2_with(operands[0], operands[0], operands[1], dimensions->n, constants[0], accumulate16); }

INLINE f32x16 clamp16(f32x16 x, f32x16 low, f32x16 high) { return choose(x < low, low, choose(x > high, high, x)); }

KERNEL(clamp) { map1_with(operands[0], operands[1], dimensions->n, constants[0], constants[1], clamp16); }

KERNEL(clampBackward) {
  float *dx = operands[0];
  const float *dy = operands[1], *x = operands[2];
  const intptr_t n = dimensions->n;
  const float low = (float)constants[0], high = (float)constants[1];
  for (intptr_t i = 0; i < n; i++) dx[i] = x[i] >= low && x[i] <= high ? dy[i] : 0;
}

KERNEL(exp) {
  WITHOUT_CONSTANTS;
  map1(operands[0], operands[1], dimensions->n, exp16);
}

INLINE f32x16 floored_log16(f32x16 x, f32x16 floor, f32x16 unused) {
  (void)unused;
  return larger(log16(x), floor);
}

KERNEL(log) { map1_with(operands[0], operands[1], dimensions->n, constants[0], 0, floored_log16); }

KERNEL(logBackward) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, divide16);
}

KERNEL(sqrt) {
  WITHOUT_CONSTANTS;
  map1(operands[0], operands[1], dimensions->n, sqrt16);
}

// y, x; n; weight: y += weight (x - y)
INLINE f32x16 lerp16(f32x16 y, f32x16 x, f32x16 weight) { return fma16(weight, x - y, y); }

KERNEL(lerp) { map2_with(operands[0], operands[0], operands[1], dimensions->n, constants[0], lerp16); }
