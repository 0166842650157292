#pragma once

// A tile of a matrix product: a few rows by a few vectors of columns, whose sums stay in registers while k runs.
//
// The bits of an element do not depend on the tile: lanes are columns, so that each element is one chain of fused
// multiply-adds in the order of k, wherever its tile ends.

/// The widest panel in vectors, and the tallest tile in rows.
enum { PANEL_VECTORS_LIMIT = 8, TILE_ROWS_LIMIT = 16 };

/// How many vectors the next panel takes of the `left` ones, so that `run_tile` has a tile for it.
///
/// On AVX-512 8 × 3 accumulators, a row of B and an element of A fit in 32 registers, and the vectors are spread evenly
/// over panels of at most 3; else 6 × 1 are 12 registers of 8 lanes (24 of 4). One or two rows take more columns, to
/// keep the pipelines busy.
INLINE intptr_t panel_vectors(intptr_t rows, intptr_t left) {
  if (rows <= 2) {
#if BODY_AVX512
    if (left >= 8) return 8;
#endif
    return left >= 4 ? 4 : left;
  }
#if BODY_AVX512
  const intptr_t panels = (left + 2) / 3;
  return (left + panels - 1) / panels;
#else
  return 1;
#endif
}

/// One block of k of one panel of columns; a tile moves down its rows.
typedef struct {
  float *c;           ///< the tile's first element
  const float *a;     ///< the first row's first element in this block of k
  const float *b;     ///< `vectors` whole vectors a row, the missing columns zero
  const float *bias;  ///< the panel's first element, or NULL; added when k ends
  intptr_t c_row, a_row, a_step, b_step;  ///< distances in elements: row to row, and k to k + 1
  intptr_t depth;                         ///< how many k
  intptr_t last_count;                    ///< valid columns of the last vector, 1 ... 16
  bool continues;                         ///< the chains start from C instead of 0
  bool rectified;                         ///< relu at the end
} tile_arguments;

/// The tile's product; `rows` and `vectors` are constants where this is inlined.
INLINE void tile(const tile_arguments *arguments, const int rows, const int vectors) {
  const tile_arguments t = *arguments;
  f32x16 sum[TILE_ROWS_LIMIT][PANEL_VECTORS_LIMIT];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = broadcast(0);
  }
  if (t.continues) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        const float *c = t.c + i * t.c_row + v * LANES;
        sum[i][v] = v == vectors - 1 ? load_up_to(c, t.last_count) : load(c);
      }
    }
  }
  const float *a = t.a, *b = t.b;
  for (intptr_t k = 0; k < t.depth; k++, a += t.a_step, b += t.b_step) {
    f32x16 row_of_b[PANEL_VECTORS_LIMIT];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) row_of_b[v] = load(b + v * LANES);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const f32x16 element = broadcast(a[i * t.a_row]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] = fma16(element, row_of_b[v], sum[i][v]);
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const intptr_t count = v == vectors - 1 ? t.last_count : LANES;
    const f32x16 bias = t.bias ? load_up_to(t.bias + v * LANES, count) : broadcast(0);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      f32x16 y = t.bias ? sum[i][v] + bias : sum[i][v];
      if (t.rectified) y = relu16(y);
      store_up_to(t.c + i * t.c_row + v * LANES, y, count);
    }
  }
}

#define TILE_CASE(height, width)            \
  if (rows >= height && vectors == width) { \
    tile(arguments, height, width);         \
    return height;                          \
  }

/// Runs the tallest tile that `rows` allow, for a panel of `vectors`; returns its height.
static intptr_t run_tile(const tile_arguments *arguments, intptr_t rows, intptr_t vectors) {
#if BODY_AVX512
  TILE_CASE(8, 3)
  TILE_CASE(4, 3)
  TILE_CASE(12, 2)
  TILE_CASE(8, 2)
  TILE_CASE(4, 2)
  TILE_CASE(16, 1)
  TILE_CASE(8, 1)
  TILE_CASE(2, 8)
  TILE_CASE(1, 8)
#else
  TILE_CASE(6, 1)
#endif
  TILE_CASE(4, 1)
  TILE_CASE(2, 1)
  TILE_CASE(2, 2)
  TILE_CASE(2, 3)
  TILE_CASE(2, 4)
  TILE_CASE(1, 2)
  TILE_CASE(1, 3)
  TILE_CASE(1, 4)
  tile(arguments, 1, 1);
  return 1;
}
