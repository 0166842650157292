#pragma once

// exp, log, tanh, sigmoid and the sine and cosine of a turn, for 16 float lanes, and exp, log, sine and cosine of doubles.
//
// Every host evaluates the same polynomials with the same operations; libm is not used. Errors are about 1 ulp; the
// tests state the errors measured over all floats. NaN stays NaN. Overflow is infinity; underflow goes through the
// denormals to 0.

#define INFINITE __builtin_inff()

/// Adding 1.5 · 2^23 rounds |x| < 2^22 to an integer, which is then in the low bits of the sum.
#define ROUND_TO_INTEGER 12582912.0f

/// 2^n for -126 <= n <= 127.
INLINE f32x16 power_of_two(i32x16 n) { return (f32x16)((n + 127) << 23); }

/// An exponent n of 2, as a number and as an integer. Each body uses the form that suits it.
typedef struct {
  f32x16 number;
  i32x16 integer;
} exponent16;

/// exp(x) = 2^n (high + low), where low is the rounding error of the last sum.
typedef struct {
  f32x16 high, low;
  exponent16 n;
} exp_parts;

/// The number of vectors that pass a function side by side, the fastest as measured. Each vector is one long chain, and
/// a processor looks only so far ahead.
#if BODY_AVX512
enum { FLOATS_AT_ONCE = 8 };
#else
enum { FLOATS_AT_ONCE = 4 };
#endif

/// The parts of `vectors` (a constant) vectors.
INLINE void exp_parts_side_by_side(exp_parts *parts, const f32x16 *x, const int vectors) {
  static const float coefficients[] = {8.369419724e-3f, 4.166845605e-2f, 1.666651517e-1f, 4.999999404e-1f};
  f32x16 r[FLOATS_AT_ONCE], p[FLOATS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f32x16 shifted = fma16(x[v], broadcast(1.442695022f), broadcast(ROUND_TO_INTEGER));
    const f32x16 whole = shifted - ROUND_TO_INTEGER;
    parts[v].n = (exponent16){whole, (i32x16)shifted - (i32x16)broadcast(ROUND_TO_INTEGER)};
    // log 2 in two parts: whole times the first is exact.
    r[v] = fma16(whole, broadcast(-0.693359375f), x[v]);
    r[v] = fma16(whole, broadcast(2.12194440e-4f), r[v]);
    p[v] = broadcast(1.381313195e-3f);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) p[v] = fma16(p[v], r[v], broadcast(coefficients[i]));
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f32x16 above_one = fma16(r[v] * r[v], p[v], r[v]);
    parts[v].high = 1.0f + above_one;
    parts[v].low = above_one - (parts[v].high - 1.0f);
  }
}

INLINE exp_parts exp_parts16(f32x16 x) {
  exp_parts parts;
  exp_parts_side_by_side(&parts, &x, 1);
  return parts;
}

/// 2^n x for -150 <= n <= 128, rounded once where the result is denormal. Two factors, because n exceeds the exponents
/// of one float; AVX-512 has an instruction.
INLINE f32x16 scale_by_power_of_two(f32x16 x, exponent16 n) {
#if BODY_AVX512
  return (f32x16)_mm512_scalef_ps((__m512)x, (__m512)n.number);
#else
  const i32x16 half = n.integer >> 1;
  return x * power_of_two(half) * power_of_two(n.integer - half);
#endif
}

/// `scale_by_power_of_two` for -150 <= n <= 94. The second factor is a constant: only the product with it rounds.
INLINE f32x16 scale_by_moderate_power_of_two(f32x16 x, exponent16 n) {
#if BODY_AVX512
  return scale_by_power_of_two(x, n);
#else
  return x * power_of_two(n.integer + 32) * 0x1p-32f;
#endif
}

/// x, with 0 where exp(x) vanishes and is masked: letting a product underflow costs hundreds of cycles. AVX-512 scales
/// under a mask.
INLINE f32x16 not_vanishing(f32x16 x) {
#if BODY_AVX512
  return x;
#else
  return choose(x < -104.0f, broadcast(0), x);
#endif
}

/// exp(x) for |x| <= 64.
INLINE f32x16 exp16_near_zero(f32x16 x) {
  const exp_parts parts = exp_parts16(x);
#if BODY_AVX512
  return scale_by_power_of_two(parts.high, parts.n);
#else
  return parts.high * power_of_two(parts.n.integer);
#endif
}

/// exp(x) for x <= 64, of `vectors` (a constant) vectors.
INLINE void exp_below_64_side_by_side(f32x16 *y, const f32x16 *x, const int vectors) {
  f32x16 in_range[FLOATS_AT_ONCE];
  exp_parts parts[FLOATS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) in_range[v] = not_vanishing(x[v]);
  exp_parts_side_by_side(parts, in_range, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    y[v] = (f32x16)((i32x16)scale_by_moderate_power_of_two(parts[v].high, parts[v].n) & ~(x[v] < -104.0f));
  }
}

INLINE f32x16 exp16_below_64(f32x16 x) {
  f32x16 y;
  exp_below_64_side_by_side(&y, &x, 1);
  return y;
}

INLINE f32x16 exp16(f32x16 x) {
  const exp_parts parts = exp_parts16(not_vanishing(choose(x > 89.0f, broadcast(89.0f), x)));
  return (f32x16)((i32x16)scale_by_power_of_two(parts.high, parts.n) & ~(x < -104.0f));
}

INLINE f32x16 log16(f32x16 x) {
  const i32x16 denormal = x < 1.17549435e-38f;
  const i32x16 bits = (i32x16)choose(denormal, x * 8388608.0f, x);
  // x = m 2^e, sqrt(1/2) <= m < sqrt(2).
  const i32x16 offset = bits - 0x3f3504f3;
  const f32x16 e = __builtin_convertvector((offset >> 23) - (denormal & 23), f32x16);
  const f32x16 f = (f32x16)((offset & 0x7fffff) + 0x3f3504f3) - 1.0f;
  f32x16 p = broadcast(6.746454537e-2f);
  p = fma16(p, f, broadcast(-1.167562306e-1f));
  p = fma16(p, f, broadcast(1.188823208e-1f));
  p = fma16(p, f, broadcast(-1.240559742e-1f));
  p = fma16(p, f, broadcast(1.421954334e-1f));
  p = fma16(p, f, broadcast(-1.666799486e-1f));
  p = fma16(p, f, broadcast(2.000211924e-1f));
  p = fma16(p, f, broadcast(-2.500000894e-1f));
  p = fma16(p, f, broadcast(3.333331347e-1f));
  const f32x16 square = f * f;
  // log(1 + f) = f - f²/2 + f³ p; the low part of e log 2 joins the small terms.
  const f32x16 small = fma16(square * f, p, e * -2.12194440e-4f);
  f32x16 y = fma16(e, broadcast(0.693359375f), f + fma16(square, broadcast(-0.5f), small));
  y = choose(x == INFINITE, x, y);
  y = choose(x == 0.0f, broadcast(-INFINITE), y);
  return choose(x >= 0.0f, y, broadcast(__builtin_nanf("")));
}

INLINE f32x16 tanh16(f32x16 x) {
  const f32x16 size = absolute(x);
  const f32x16 z = x * x;
  f32x16 p = broadcast(2.147522289e-3f);
  p = fma16(p, z, broadcast(-8.182656951e-3f));
  p = fma16(p, z, broadcast(2.170296013e-2f));
  p = fma16(p, z, broadcast(-5.394720286e-2f));
  p = fma16(p, z, broadcast(1.333321035e-1f));
  p = fma16(p, z, broadcast(-3.333333135e-1f));
  const f32x16 near_zero = fma16(size * z, p, size);
  // From 9.02 on the nearest float is 1.
  const f32x16 clamped = choose(size > 9.25f, broadcast(9.25f), size);
  const f32x16 far = 1.0f - 2.0f / (exp16_near_zero(clamped + clamped) + 1.0f);
  const f32x16 y = choose(size < 0.625f, near_zero, far);
  return (f32x16)((i32x16)y | ((i32x16)x & INT32_MIN));
}

INLINE f32x16 sigmoid16(f32x16 x) {
  // q = e / (1 + e) with e = exp(-|x|), which cannot overflow, then one correction for the rounding errors of e, 1 + e
  // and q.
  const f32x16 negative = -absolute(x);
  const i32x16 vanishes = negative < -104.0f;
  const exp_parts parts = exp_parts16(choose(vanishes, broadcast(0), negative));
  const f32x16 e = scale_by_moderate_power_of_two(parts.high, parts.n);
  const f32x16 e_low = scale_by_moderate_power_of_two(parts.low, parts.n);
  const f32x16 d = 1.0f + e;
  const f32x16 d_low = ((1.0f - d) + e) + e_low;
  const f32x16 rough = e / d;
  const f32x16 residual = fma16(-rough, d, e) + fma16(-rough, d_low, e_low);
  const f32x16 q = (f32x16)((i32x16)fma16(residual, 1.0f - rough, rough) & ~vanishes);
  return choose(x < 0.0f, q, 1.0f - q);
}

typedef struct {
  f32x16 sine, cosine;
} sine_and_cosine;

/// The sine and cosine of `turns` · 2π, for 0 <= turns <= 1.
INLINE sine_and_cosine sine_and_cosine_of_turns(f32x16 turns) {
  // The nearest quarter, and the angle from there: at most an eighth of a turn.
  const f32x16 shifted = fma16(turns, broadcast(4.0f), broadcast(ROUND_TO_INTEGER));
  const i32x16 quarter = (i32x16)shifted;
  const f32x16 angle = fma16(shifted - ROUND_TO_INTEGER, broadcast(-0.25f), turns) * 6.283185307f;
  const f32x16 z = angle * angle;
  f32x16 p = broadcast(-1.951729355e-4f);
  p = fma16(p, z, broadcast(8.332177997e-3f));
  p = fma16(p, z, broadcast(-1.666665524e-1f));
  const f32x16 sine = fma16(angle * z, p, angle);
  f32x16 q = broadcast(2.443844096e-5f);
  q = fma16(q, z, broadcast(-1.388736768e-3f));
  q = fma16(q, z, broadcast(4.166664556e-2f));
  const f32x16 cosine = fma16(z * z, q, fma16(z, broadcast(-0.5f), broadcast(1.0f)));
  // Each quarter turns (cosine, sine) into (-sine, cosine).
  const i32x16 odd = (quarter << 31) >> 31;
  const i32x16 sine_sign = (quarter << 30) & INT32_MIN;
  const i32x16 cosine_sign = ((quarter + 1) << 30) & INT32_MIN;
  return (sine_and_cosine){.sine = (f32x16)((i32x16)choose(odd, cosine, sine) ^ sine_sign),
                           .cosine = (f32x16)((i32x16)choose(odd, sine, cosine) ^ cosine_sign)};
}

/// The bits of `mask ? a : b` for 8 double lanes.
INLINE f64x8 choose_double(i64x8 mask, f64x8 a, f64x8 b) {
  return (f64x8)((mask & (i64x8)a) | (~mask & (i64x8)b));
}

/// 2^n for -1022 <= n <= 1023.
INLINE f64x8 power_of_two_double(i64x8 n) { return (f64x8)((n + 1023) << 52); }

/// Evaluates `vectors` (a constant) polynomials by Horner's rule, starting from `first`, side by side, because each is
/// a chain of fused multiply-adds that waits for itself.
INLINE void horner_side_by_side(
    f64x8 *polynomials, const f64x8 *x, double first, const double *coefficients, const int count, const int vectors) {
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) polynomials[v] = (f64x8){0} + first;
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      polynomials[v] = __builtin_elementwise_fma(polynomials[v], x[v], (f64x8){0} + coefficients[i]);
    }
  }
}

/// The number of vectors of doubles that pass a function side by side.
enum { DOUBLES_AT_ONCE = 4 };

/// exp of `vectors` (a constant) vectors.
INLINE void exp_side_by_side(f64x8 *y, const f64x8 *x, const int vectors) {
  // Taylor's series: |r| <= log(2) / 2, so that the term after 1/13! is below 2^-57.
  static const double inverse_factorials[] = {1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
                                              1.0 / 40320,     1.0 / 5040,     1.0 / 720,     1.0 / 120,
                                              1.0 / 24,        1.0 / 6,        1.0 / 2};
  i64x8 n[DOUBLES_AT_ONCE];
  f64x8 r[DOUBLES_AT_ONCE], p[DOUBLES_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f64x8 round = (f64x8){0} + 0x1.8p52;
    const f64x8 shifted = __builtin_elementwise_fma(x[v], (f64x8){0} + 1.4426950408889634, round);
    const f64x8 whole = shifted - round;
    n[v] = (i64x8)shifted - (i64x8)round;
    r[v] = __builtin_elementwise_fma(whole, (f64x8){0} - 0x1.62e42feep-1, x[v]);
    r[v] = __builtin_elementwise_fma(whole, (f64x8){0} - 0x1.a39ef35793c76p-33, r[v]);
  }
  horner_side_by_side(p, r, 1.0 / 6227020800, inverse_factorials, 11, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f64x8 mantissa = __builtin_elementwise_fma(r[v] * r[v], p[v], r[v]) + 1;
    const i64x8 half = n[v] >> 1;
    const f64x8 scaled = mantissa * power_of_two_double(half) * power_of_two_double(n[v] - half);
    const f64x8 above_zero = choose_double(x[v] > 710, (f64x8){0} + __builtin_inf(), scaled);
    y[v] = choose_double(x[v] != x[v], x[v], choose_double(x[v] < -746, (f64x8){0}, above_zero));
  }
}

INLINE double double_exp(double x) {
  const f64x8 one = (f64x8){0} + x;
  f64x8 y;
  exp_side_by_side(&y, &one, 1);
  return y[0];
}

/// The natural logarithm of `vectors` (a constant) vectors.
INLINE void log_side_by_side(f64x8 *y, const f64x8 *x, const int vectors) {
  static const double twice_inverse_odds[] = {2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                              2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};
  f64x8 e[DOUBLES_AT_ONCE], f[DOUBLES_AT_ONCE], s[DOUBLES_AT_ONCE], z[DOUBLES_AT_ONCE], r[DOUBLES_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const i64x8 denormal = x[v] < 0x1p-1022;
    const i64x8 root_half = (i64x8){0} + 0x3fe6a09e667f3bcd;
    // x = m 2^e, sqrt(1/2) <= m < sqrt(2).
    const i64x8 offset = (i64x8)choose_double(denormal, x[v] * 0x1p54, x[v]) - root_half;
    e[v] = __builtin_convertvector((offset >> 52) - (denormal & 54), f64x8);
    f[v] = (f64x8)((offset & 0xfffffffffffff) + root_half) - 1;
    // log(1 + f) = 2 atanh(s), s = f / (2 + f); its series is 2 s + s r(s²), and 2 s = f - s f, so that f enters exactly.
    s[v] = f[v] / (2 + f[v]);
    z[v] = s[v] * s[v];
  }
  horner_side_by_side(r, z, 2.0 / 23, twice_inverse_odds, 10, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const f64x8 half_square = 0.5 * f[v] * f[v];
    const f64x8 series = __builtin_elementwise_fma(r[v], z[v], half_square);
    const f64x8 small = __builtin_elementwise_fma(s[v], series, e[v] * 0x1.a39ef35793c76p-33);
    const f64x8 finite =
        __builtin_elementwise_fma(e[v], (f64x8){0} + 0x1.62e42feep-1, f[v] - (half_square - small));
    const f64x8 above_zero = choose_double(x[v] == __builtin_inf(), x[v], finite);
    const f64x8 not_negative = choose_double(x[v] == 0, (f64x8){0} - __builtin_inf(), above_zero);
    y[v] = choose_double(x[v] >= 0, not_negative, (f64x8){0} + __builtin_nan(""));
  }
}

INLINE f64x8 log8(f64x8 x) {
  f64x8 y;
  log_side_by_side(&y, &x, 1);
  return y;
}

INLINE double double_log(double x) { return log8((f64x8){0} + x)[0]; }

/// x less the nearest multiple of π/2, as the sum of two doubles, and that multiple's number modulo 4.
typedef struct {
  double high, low;
  int quarter;
} double_angle;

/// a + b as the rounded sum and the exact rounding error.
INLINE double two_sum(double a, double b, double *lost) {
  const double sum = a + b;
  const double part = sum - a;
  *lost = (a - (sum - part)) + (b - part);
  return sum;
}

/// For |x| <= 2^20. π/2 is split into three parts of 33 bits, whose multiples are exact, and a rest. No fused
/// multiply-add is needed, which would be a call on the base x86-64.
INLINE double_angle double_angle_of(double x) {
  const double round = 0x1.8p52;
  const double n = (x * 0x1.45f306dc9c883p-1 + round) - round;
  double lost, also_lost;
  // The first difference is exact: both sides are multiples of the same power of two, and they nearly cancel.
  double high = two_sum(x - n * 0x1.921fb544p0, n * -0x1.0b4611a6p-34, &lost);
  high = two_sum(high, n * -0x1.3198a2ep-69, &also_lost);
  const double low = (lost + also_lost) - n * 0x1.b839a252049c1p-104;
  const double sum = two_sum(high, low, &lost);
  return (double_angle){.high = sum, .low = lost, .quarter = (int)((int64_t)n & 3)};
}

/// Taylor's series around 0 for |angle| <= π/4; the low part enters to first order.
INLINE double double_sin_near_zero(double_angle angle) {
  static const double inverse_factorials[] = {1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800,
                                              -1.0 / 39916800,       1.0 / 362880,         -1.0 / 5040,
                                              1.0 / 120,             -1.0 / 6};
  const double r = angle.high, z = r * r;
  double p = inverse_factorials[0];
  for (int i = 1; i < 8; i++) p = p * z + inverse_factorials[i];
  return r + (r * z * p + angle.low * (1 - 0.5 * z));
}

INLINE double double_cos_near_zero(double_angle angle) {
  static const double inverse_factorials[] = {-1.0 / 6402373705728000, 1.0 / 20922789888000, -1.0 / 87178291200,
                                              1.0 / 479001600,         -1.0 / 3628800,       1.0 / 40320,
                                              -1.0 / 720,              1.0 / 24};
  const double r = angle.high, z = r * r;
  double p = inverse_factorials[0];
  for (int i = 1; i < 8; i++) p = p * z + inverse_factorials[i];
  // The rounding error of 1 - z/2 is added again.
  const double half = 0.5 * z, rough = 1 - half;
  return rough + (((1 - rough) - half) + (z * z * p - r * angle.low));
}

/// The sine of x plus `quarters` quarter turns; NaN beyond |x| = 2^20.
INLINE double double_sin_of_turned(double x, int quarters) {
  if (!(x >= -0x1p20 && x <= 0x1p20)) return __builtin_nan("");
  const double_angle angle = double_angle_of(x);
  const int quarter = (angle.quarter + quarters) & 3;
  const double value = quarter & 1 ? double_cos_near_zero(angle) : double_sin_near_zero(angle);
  return quarter & 2 ? -value : value;
}

INLINE double double_sin(double x) { return double_sin_of_turned(x, 0); }

INLINE double double_cos(double x) { return double_sin_of_turned(x, 1); }
