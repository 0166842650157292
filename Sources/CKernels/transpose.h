#pragma once

// The transposition of 16 × 16 floats in registers: four rounds, each exchanging blocks across the diagonal.

/// One round of a transposition: exchanges the blocks of `size` lanes that lie across the diagonal.
#define TRANSPOSE_ROUND(size, low, high)                              \
  for (int i = 0; i < LANES; i++) {                                   \
    if (i & size) continue;                                           \
    const f32x16 upper = rows[i], lower = rows[i + size];             \
    rows[i] = low(upper, lower);                                      \
    rows[i + size] = high(upper, lower);                              \
  }

INLINE f32x16 low8(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}
INLINE f32x16 high8(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}
INLINE f32x16 low4(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27);
}
INLINE f32x16 high4(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
}
INLINE f32x16 low2(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
}
INLINE f32x16 high2(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}
INLINE f32x16 low1(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}
INLINE f32x16 high1(f32x16 a, f32x16 b) {
  return __builtin_shufflevector(a, b, 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
}

/// Transposes 16 × 16 in registers.
INLINE void transpose16(f32x16 rows[LANES]) {
#pragma clang loop unroll(full)
  TRANSPOSE_ROUND(8, low8, high8)
#pragma clang loop unroll(full)
  TRANSPOSE_ROUND(4, low4, high4)
#pragma clang loop unroll(full)
  TRANSPOSE_ROUND(2, low2, high2)
#pragma clang loop unroll(full)
  TRANSPOSE_ROUND(1, low1, high1)
}
