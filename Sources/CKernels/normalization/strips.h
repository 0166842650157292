#pragma once

// Sums down the columns of a matrix, 16 neighbouring columns at a time.

/// Rows whose sums stay in single precision before they are widened, where each lane is a column.
#define ROW_BLOCK 64

INLINE f64x16 load_doubles(const double *source) {
  f64x16 vector;
  memcpy(&vector, source, sizeof vector);
  return vector;
}

INLINE void store_doubles(double *destination, f64x16 vector) { memcpy(destination, &vector, sizeof vector); }

/// Σ over the rows of f(row's 16 elements of a, of b), where `count` columns from a and b on count.
INLINE f64x16 sum_down(
    const float *a, const float *b, intptr_t rows, intptr_t columns, intptr_t count,
    f32x16 (*f)(f32x16, f32x16, f32x16, f32x16), f32x16 first, f32x16 second) {
  f64x16 total = {0};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    f32x16 sum = broadcast(0);
    for (intptr_t row = start; row < end; row++) {
      sum += f(load_up_to(a + row * columns, count), load_up_to(b + row * columns, count), first, second);
    }
    total += widen(sum);
  }
  return total;
}
