#pragma once

// Vectors of 16 lanes, whatever the processor's width, and sums whose order does not depend on it.
//
// Every body computes the same lanes with the same IEEE operations, so that the bits are the same on every host. A
// remainder of fewer than 16 elements is a vector whose missing lanes hold a neutral value.

#define LANES 16
#define INLINE static inline __attribute__((always_inline))
/// Never inlined, so that a caller that takes another path does not pay for the function's stack and registers.
#define OUTLINED static __attribute__((noinline))

typedef float f32x16 __attribute__((vector_size(64)));
typedef float f32x8 __attribute__((vector_size(32)));
typedef float f32x4 __attribute__((vector_size(16)));
typedef float f32x2 __attribute__((vector_size(8)));
typedef int32_t i32x16 __attribute__((vector_size(64)));
typedef uint32_t u32x16 __attribute__((vector_size(64)));
typedef uint8_t u8x16 __attribute__((vector_size(16)));
typedef double f64x16 __attribute__((vector_size(128)));
typedef double f64x8 __attribute__((vector_size(64)));
typedef int64_t i64x8 __attribute__((vector_size(64)));
typedef double f64x4 __attribute__((vector_size(32)));

INLINE f32x16 broadcast(float value) {
  return (f32x16){value, value, value, value, value, value, value, value,
                  value, value, value, value, value, value, value, value};
}

INLINE f32x16 load(const float *source) {
  f32x16 vector;
  memcpy(&vector, source, sizeof vector);
  return vector;
}

INLINE void store(float *destination, f32x16 vector) { memcpy(destination, &vector, sizeof vector); }

/// 0, 1, ... 15.
INLINE i32x16 lane_numbers(void) { return (i32x16){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }

/// All ones in the lanes before `count`.
INLINE i32x16 lanes_before(intptr_t count) { return lane_numbers() < (int32_t)count; }

#if BODY_AVX2
INLINE __m256i first_half(i32x16 x) { return (__m256i)__builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7); }
INLINE __m256i second_half(i32x16 x) { return (__m256i)__builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15); }
#endif

/// The first `count` (1 ..< 16) elements, then zeros; memory beyond them is not touched.
INLINE f32x16 load_partial(const float *source, intptr_t count) {
#if BODY_AVX512
  return (f32x16)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), source);
#elif BODY_AVX2
  const i32x16 mask = lanes_before(count);
  const __m256 first = _mm256_maskload_ps(source, first_half(mask));
  const __m256 second = _mm256_maskload_ps(source + 8, second_half(mask));
  return __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
  f32x16 vector = {0};
  for (intptr_t lane = 0; lane < count; lane++) vector[lane] = source[lane];
  return vector;
#endif
}

/// Writes the first `count` (1 ..< 16) lanes, and no memory beyond them.
INLINE void store_partial(float *destination, f32x16 vector, intptr_t count) {
#if BODY_AVX512
  _mm512_mask_storeu_ps(destination, (__mmask16)((1u << count) - 1), (__m512)vector);
#else
  // Eight lanes, four, two, one. AMD's processors take a dozen cycles for one masked store of 256 bits.
  f32x8 eight = __builtin_shufflevector(vector, vector, 0, 1, 2, 3, 4, 5, 6, 7);
  if (count & 8) {
    memcpy(destination, &eight, sizeof eight);
    destination += 8;
    eight = __builtin_shufflevector(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15);
  }
  f32x4 four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3);
  if (count & 4) {
    memcpy(destination, &four, sizeof four);
    destination += 4;
    four = __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  }
  f32x2 two = __builtin_shufflevector(four, four, 0, 1);
  if (count & 2) {
    memcpy(destination, &two, sizeof two);
    destination += 2;
    two = __builtin_shufflevector(four, four, 2, 3);
  }
  if (count & 1) *destination = two[0];
#endif
}

/// The first `count` (1 ... 16) elements, then zeros.
INLINE f32x16 load_up_to(const float *source, intptr_t count) {
  return count < LANES ? load_partial(source, count) : load(source);
}

/// Writes the first `count` (1 ... 16) lanes.
INLINE void store_up_to(float *destination, f32x16 vector, intptr_t count) {
  if (count < LANES) {
    store_partial(destination, vector, count);
  } else {
    store(destination, vector);
  }
}

#if BODY_AVX512
/// The vectors that `pick` chooses from.
enum { PICKED_VECTORS = 4 };

/// The elements at 16 places of four vectors, seen as one array of 64.
INLINE f32x16 pick(const f32x16 table[PICKED_VECTORS], i32x16 places) {
  const __m512i index = (__m512i)places;
  const __m512 low = _mm512_permutex2var_ps((__m512)table[0], index, (__m512)table[1]);
  const __m512 high = _mm512_permutex2var_ps((__m512)table[2], index, (__m512)table[3]);
  return (f32x16)_mm512_mask_mov_ps(low, _mm512_cmpge_epi32_mask(index, _mm512_set1_epi32(32)), high);
}
#endif

/// The bits of `mask ? a : b`; a lane of a mask is all ones or all zeros, as comparisons give it.
INLINE f32x16 choose(i32x16 mask, f32x16 a, f32x16 b) { return (f32x16)((mask & (i32x16)a) | (~mask & (i32x16)b)); }

/// `vector`, with `filler` in the lanes from `count` on.
INLINE f32x16 fill_after(f32x16 vector, intptr_t count, float filler) {
  return choose(lanes_before(count), vector, broadcast(filler));
}

/// a b + c, rounded once.
INLINE f32x16 fma16(f32x16 a, f32x16 b, f32x16 c) { return __builtin_elementwise_fma(a, b, c); }

INLINE f32x16 sqrt16(f32x16 x) { return __builtin_elementwise_sqrt(x); }

INLINE f32x16 absolute(f32x16 x) { return (f32x16)((i32x16)x & INT32_MAX); }

/// The larger of two; NaN where either is.
INLINE f32x16 larger(f32x16 a, f32x16 b) { return choose((a > b) | (a != a), a, b); }

/// The smaller of two; NaN where either is.
INLINE f32x16 smaller(f32x16 a, f32x16 b) { return choose((a < b) | (a != a), a, b); }

/// The lanes in double precision, in which sums are made.
INLINE f64x16 widen(f32x16 x) { return __builtin_convertvector(x, f64x16); }

INLINE f32x16 narrow(f64x16 x) { return __builtin_convertvector(x, f32x16); }

INLINE f64x16 broadcast_double(double value) {
  return (f64x16){value, value, value, value, value, value, value, value,
                  value, value, value, value, value, value, value, value};
}

INLINE f64x16 fma16_double(f64x16 a, f64x16 b, f64x16 c) { return __builtin_elementwise_fma(a, b, c); }

/// The sum of 16 lanes, halves onto halves: every sum uses this tree.
INLINE double sum_of_lanes(f64x16 x) {
  const f64x8 eight = __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7)
                      + __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
  const f64x4 four =
      __builtin_shufflevector(eight, eight, 0, 1, 2, 3) + __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

/// The larger of two; b where either is NaN.
INLINE f32x16 larger_number(f32x16 a, f32x16 b) { return choose(a > b, a, b); }

/// The largest of 16 lanes that are numbers.
INLINE float largest_of_lanes(f32x16 x) {
  x = larger_number(x, __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  x = larger_number(x, __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  x = larger_number(x, __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  x = larger_number(x, __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
  return x[0];
}

/// The sum of n elements: 16 double lanes, element i in lane i mod 16, then the tree.
INLINE double sum_of(const float *x, intptr_t n) {
  f64x16 sum = {0};
  intptr_t i = 0;
  for (; i + LANES <= n; i += LANES) sum += widen(load(x + i));
  if (i < n) sum += widen(load_partial(x + i, n - i));
  return sum_of_lanes(sum);
}
