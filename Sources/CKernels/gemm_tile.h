#pragma once

// A tile of a matrix product: a few rows by a few vectors of columns, whose sums stay in registers while k runs.
//
// The bits of an element do not depend on the tile: lanes are columns, so that each element is one chain of fused
// multiply-adds in the order of k.

/// The widest panel in vectors, and the tallest tile in rows.
enum { PANEL_VECTORS_LIMIT = 8, TILE_ROWS_LIMIT = 16 };

/// The number of vectors of the next panel when `left` are left. `tiles` has tiles for every such number.
///
/// On AVX-512, 8 × 3 accumulators, a row of B and an element of A fit in 32 registers; the vectors are spread evenly
/// over panels of at most 3. Elsewhere 6 × 1 accumulators take 12 registers of 8 lanes (24 of 4). One or two rows take
/// more columns, to keep the pipelines busy.
INLINE intptr_t panel_vectors(intptr_t rows, intptr_t left) {
  if (rows <= 2) {
#if BODY_AVX512
    if (left >= 8) return 8;
#endif
    return left >= 4 ? 4 : left;
  }
#if BODY_AVX512
  if (left <= 3) return left;
  const intptr_t panels = (left + 2) / 3;
  return (left + panels - 1) / panels;
#else
  return 1;
#endif
}

/// The most rows of a tile in a panel of `vectors`, as the registers allow.
INLINE uint32_t tile_rows_limit(intptr_t vectors) {
#if BODY_AVX512
  return vectors == 1 ? 16 : vectors == 2 ? 12 : vectors == 3 ? 8 : 2;
#else
  return vectors == 1 ? 6 : 2;
#endif
}

/// One block of k of one panel of columns. Tiles move down the rows.
typedef struct {
  float *c;           ///< the tile's first element
  const float *a;     ///< the first row's first element in this block of k
  const float *b;     ///< `vectors` whole vectors a row, or in place up to the last valid column
  const float *bias;  ///< the panel's first element, or NULL; added when k ends
  intptr_t c_row, a_row, a_step, b_step;  ///< distances in elements: row to row, and k to k + 1
  intptr_t depth;                         ///< how many k
  intptr_t last_count;                    ///< valid columns of the last vector, 1 ... 16
  bool continues;                         ///< the chains start from C instead of 0
  bool rectified;                         ///< relu at the end
} tile_arguments;

/// The tile's product; `rows`, `vectors` and whether B's last vector is `partial` are constants where this is inlined.
INLINE void tile(const tile_arguments *arguments, const int rows, const int vectors, const bool partial) {
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
    for (int v = 0; v < vectors; v++) {
      row_of_b[v] = partial && v == vectors - 1 ? load_partial(b + v * LANES, t.last_count) : load(b + v * LANES);
    }
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

/// Every size of tile, rows by vectors, to which `panel_vectors` and `tile_rows_limit` lead.
#define NARROW_TILES(X) X(1, 1) X(2, 1) X(3, 1) X(4, 1) X(5, 1) X(6, 1) X(1, 2) X(2, 2) X(1, 3) X(2, 3) X(1, 4) X(2, 4)
#if BODY_AVX512
#define TILES(X)                                                                                                       \
  NARROW_TILES(X)                                                                                                      \
  X(7, 1) X(8, 1) X(9, 1) X(10, 1) X(11, 1) X(12, 1) X(13, 1) X(14, 1) X(15, 1) X(16, 1)                               \
  X(3, 2) X(4, 2) X(5, 2) X(6, 2) X(7, 2) X(8, 2) X(9, 2) X(10, 2) X(11, 2) X(12, 2)                                   \
  X(3, 3) X(4, 3) X(5, 3) X(6, 3) X(7, 3) X(8, 3)                                                                      \
  X(1, 8) X(2, 8)
/// Whether tiles read B in place where its rows end within a vector. A masked load costs as much as a whole one.
enum { READS_PARTIAL_VECTORS = true };
#else
#define TILES(X) NARROW_TILES(X)
enum { READS_PARTIAL_VECTORS = false };
#endif

#define DEFINE_TILE(rows, vectors)                                                                             \
  static void tile_##rows##_##vectors(const tile_arguments *arguments) {                                       \
    tile(arguments, rows, vectors, false);                                                                     \
  }                                                                                                            \
  static void tile_##rows##_##vectors##_partial(const tile_arguments *arguments) {                             \
    tile(arguments, rows, vectors, READS_PARTIAL_VECTORS);                                                     \
  }
TILES(DEFINE_TILE)

typedef void (*tile_function)(const tile_arguments *);

/// The tiles by whether B's last vector is partial, vectors and rows.
#define TILE_ENTRY(rows, vectors) [vectors][rows] = tile_##rows##_##vectors,
#define PARTIAL_TILE_ENTRY(rows, vectors) [vectors][rows] = tile_##rows##_##vectors##_partial,
static const tile_function tiles[2][PANEL_VECTORS_LIMIT + 1][TILE_ROWS_LIMIT + 1] = {
    {TILES(TILE_ENTRY)}, {TILES(PARTIAL_TILE_ENTRY)}};
