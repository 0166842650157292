#pragma once

// Tiles of half a vector of columns, for the last panel of a product on AVX2: where it has at most 8 columns, half of a
// whole tile's work is on lanes that hold zeros.
//
// The bits are those of a whole tile: each element is the same chain in the order of k.

#if BODY_AVX2

/// The columns of a half tile, and the most rows: 12 accumulators of 8 lanes, as many as a whole tile of 6 rows has.
enum { HALF_LANES = 8, HALF_TILE_ROWS_LIMIT = 12 };

/// The rows of A that share a pointer: an address may add one or two times the distance of rows.
enum { HALF_TILE_GROUP = 3, HALF_TILE_GROUPS = HALF_TILE_ROWS_LIMIT / HALF_TILE_GROUP };

INLINE f32x8 lower_half(f32x16 x) { return __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7); }

/// The product of a tile of `rows` rows, a constant where this is inlined, by at most 8 columns.
INLINE void half_tile(const tile_arguments *arguments, const int rows) {
  const tile_arguments t = *arguments;
  const f32x8 zeros = {0};
  f32x8 sum[HALF_TILE_ROWS_LIMIT];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sum[i] = zeros;
  if (t.continues) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) sum[i] = lower_half(load_partial(t.c + i * t.c_row, t.last_count));
  }
  const float *b = t.b, *a[HALF_TILE_GROUPS];
#pragma clang loop unroll(full)
  for (int group = 0; group < HALF_TILE_GROUPS; group++) {
    a[group] = t.a + HALF_TILE_GROUP * group * t.a_row;
    // Keeps the compiler from making one pointer of all, by as many additions that wait for each other as rows.
    __asm__("" : "+r"(a[group]));
  }
  for (intptr_t k = 0; k < t.depth; k++, b += t.b_step) {
    f32x8 row_of_b;
    memcpy(&row_of_b, b, sizeof row_of_b);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      sum[i] = __builtin_elementwise_fma(lower_half(broadcast(a[i / HALF_TILE_GROUP][i % HALF_TILE_GROUP * t.a_row])), row_of_b, sum[i]);
    }
#pragma clang loop unroll(full)
    for (int group = 0; group < HALF_TILE_GROUPS; group++) a[group] += t.a_step;
  }
  const f32x16 bias = t.bias ? load_partial(t.bias, t.last_count) : broadcast(0);
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    f32x16 y = __builtin_shufflevector(sum[i], zeros, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    if (t.bias) y = y + bias;
    if (t.rectified) y = relu16(y);
    store_partial(t.c + i * t.c_row, y, t.last_count);
  }
}

#define HALF_TILES(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
#define DEFINE_HALF_TILE(rows) \
  static void half_tile_##rows(const tile_arguments *arguments) { half_tile(arguments, rows); }
HALF_TILES(DEFINE_HALF_TILE)

#define HALF_TILE_ENTRY(rows) [rows] = half_tile_##rows,
static const tile_function half_tiles[HALF_TILE_ROWS_LIMIT + 1] = {HALF_TILES(HALF_TILE_ENTRY)};

#endif
