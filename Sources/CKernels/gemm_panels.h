#pragma once

// One panel of a matrix product whose lanes are columns: blocks of k, and tiles down the rows.

/// C[m,n] = activation((C +) A B + bias). Distances are in elements.
typedef struct {
  float *c;
  const float *a, *b, *bias;
  intptr_t m, n, k;
  intptr_t a_row, a_step;  ///< from row to row of A, and from k to k + 1
  intptr_t b_row, c_row;   ///< from row to row of B as it is stored, and of C
  bool transpose_b, accumulate;
  intptr_t activation;
  bool in_strips;  ///< A lies as `pack_strips` leaves it
} product;

/// Limits below which packing B costs more than it gains, so that B is read in place: elements of B, or rows of A.
enum { SMALL_B = 8192, FEW_ROWS = 4 };

/// The columns of a panel.
typedef struct {
  intptr_t first, count, vectors;
} panel_columns;

/// The panel that begins at column `first`.
INLINE panel_columns panel_at(const product *p, intptr_t first) {
  const intptr_t left = p->n - first, vectors = panel_vectors(p->m, (left + LANES - 1) / LANES);
  return (panel_columns){first, left < vectors * LANES ? left : vectors * LANES, vectors};
}

/// Whether a panel is read in place, whatever its length in k.
INLINE bool is_in_place(const product *p, panel_columns columns) {
  const bool small = p->k * p->n <= SMALL_B || p->m <= FEW_ROWS;
  return small && !p->transpose_b && (READS_PARTIAL_VECTORS || columns.count == columns.vectors * LANES);
}

/// Packs `depth` rows of a panel from k on.
INLINE void pack(float *packed, const product *p, panel_columns columns, intptr_t k, intptr_t depth) {
  if (p->transpose_b) {
    pack_columns(packed, p->b + columns.first * p->b_row + k, p->b_row, depth, columns.count, columns.vectors);
  } else {
    pack_rows(packed, p->b + k * p->b_row + columns.first, p->b_row, depth, columns.count, columns.vectors);
  }
}

/// The heights of the tiles of a panel: the rows are spread evenly, because a tile of one row waits for its own sums.
typedef struct {
  uint32_t count, height, taller;  ///< the first `taller` tiles have one row more
} tile_heights;

INLINE tile_heights heights_of_tiles(intptr_t rows, uint32_t limit) {
  // A division takes as long as a small product: 32-bit divisions, and none where one tile is enough.
  const uint32_t total = (uint32_t)rows;
  const uint32_t count = total <= limit ? total > 0 : (total + limit - 1) / limit;
  const uint32_t height = count <= 1 ? total : total / count;
  return (tile_heights){count, height, total - count * height};
}

/// The tiles of a panel, by their rows, and the most rows.
typedef struct {
  const tile_function *functions;
  uint32_t rows_limit;
} tile_choice;

/// Half tiles where they save work. Strips have the height of whole tiles.
INLINE tile_choice choose_tiles(const product *p, panel_columns columns, bool partial) {
#if BODY_AVX2
  if (columns.count <= HALF_LANES && !p->in_strips) return (tile_choice){half_tiles, HALF_TILE_ROWS_LIMIT};
#else
  (void)p;
#endif
  return (tile_choice){tiles[partial][columns.vectors], tile_rows_limit(columns.vectors)};
}

/// Rows [row, row + rows) of one panel and one block of k, which begins at k. `t` holds everything but the tiles'
/// places.
INLINE void run_tiles(
    tile_arguments t, const product *p, panel_columns columns, intptr_t row, intptr_t rows, intptr_t k, bool partial) {
  const tile_choice choice = choose_tiles(p, columns, partial);
  const tile_heights heights = heights_of_tiles(rows, choice.rows_limit);
  const float *a = p->a + row * t.a_row;
  t.c = p->c + row * t.c_row + columns.first;
  for (uint32_t i = 0; i < heights.count; i++) {
    const intptr_t height = heights.height + (i < heights.taller);
    if (p->in_strips) t.a_step = height;
    t.a = a + k * t.a_step;
    choice.functions[height](&t);
    a += height * (p->in_strips ? p->k : t.a_row);
    t.c += height * t.c_row;
  }
}

/// Rows [row, row + rows) of one panel, all k.
INLINE void multiply_panel(const product *p, panel_columns columns, intptr_t row, intptr_t rows, float *packed) {
  const bool in_place = is_in_place(p, columns);
  const intptr_t block = in_place ? p->k : PANEL_LIMIT / (columns.vectors * LANES);
  tile_arguments t = {
      .b = in_place ? p->b + columns.first : packed,
      .b_step = in_place ? p->b_row : columns.vectors * LANES,
      .c_row = p->c_row,
      .a_row = p->a_row,
      .a_step = p->a_step,
      .last_count = columns.count - (columns.vectors - 1) * LANES,
  };
  const bool partial = in_place && t.last_count < LANES;
  // The loop runs at least once, so that C is written even if K is 0.
  intptr_t k = 0;
  do {
    t.depth = p->k - k < block ? p->k - k : block;
    t.continues = p->accumulate || k > 0;
    const bool ends = k + t.depth == p->k;
    t.rectified = ends && p->activation == ACTIVATION_RELU;
    t.bias = ends && p->bias ? p->bias + columns.first : NULL;
    if (!in_place) pack(packed, p, columns, k, t.depth);
    run_tiles(t, p, columns, row, rows, k, partial);
    k += block;
  } while (k < p->k);
}
