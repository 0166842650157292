#pragma once

// Matrix products whose lanes are columns: blocks of rows, panels of columns, blocks of k, tiles.

/// C[m,n] = activation((C +) A B + bias). Distances are in elements.
typedef struct {
  float *c;
  const float *a, *b, *bias;
  intptr_t m, n, k;
  intptr_t a_row, a_step;  ///< from row to row of A, and from k to k + 1
  intptr_t b_row, c_row;   ///< from row to row of B as it is stored, and of C
  bool transpose_b, accumulate;
  intptr_t activation;
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

/// Rows [row, row + rows) of one panel and one block of k, which begins at k. `t` holds everything but the tiles'
/// places. The rows are spread evenly over the tiles, because a tile of one row waits for its own sums.
INLINE void run_tiles(
    tile_arguments t, const product *p, panel_columns columns, intptr_t row, intptr_t rows, intptr_t k, bool partial) {
  const tile_function *functions = tiles[partial][columns.vectors];
  // A division takes as long as a small product: 32-bit divisions, and none where one tile is enough.
  const uint32_t limit = tile_rows_limit(columns.vectors), total = (uint32_t)rows;
  const uint32_t count = total <= limit ? total > 0 : (total + limit - 1) / limit;
  const uint32_t height = count <= 1 ? total : total / count, taller = total - count * height;
  t.a = p->a + row * t.a_row + k * t.a_step;
  t.c = p->c + row * t.c_row + columns.first;
  for (uint32_t i = 0; i < count; i++) {
    const intptr_t height_here = height + (i < taller);
    functions[height_here](&t);
    t.a += height_here * t.a_row;
    t.c += height_here * t.c_row;
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

enum { ROWS_ALWAYS_IN_CACHE = 96 };

/// The number of rows of A that pass all panels before the next rows do: as many as fit in the second-level cache, at
/// least ROWS_ALWAYS_IN_CACHE.
INLINE intptr_t rows_in_cache(const product *p) {
  if (p->m <= ROWS_ALWAYS_IN_CACHE) return ROWS_ALWAYS_IN_CACHE;
  const intptr_t rows = 160 * 1024 / (p->k > 0 ? p->k : 1) / 24 * 24;
  return rows < ROWS_ALWAYS_IN_CACHE ? ROWS_ALWAYS_IN_CACHE : rows;
}

/// A product of few rows whose B is read in place, all k at once. The bookkeeping of `multiply_in_blocks` would take as
/// long as such a product.
OUTLINED void multiply_in_place(const product *p) {
  for (intptr_t column = 0; column < p->n;) {
    const panel_columns columns = panel_at(p, column);
    const intptr_t last_count = columns.count - (columns.vectors - 1) * LANES;
    const tile_arguments t = {
        .b = p->b + column, .bias = p->bias ? p->bias + column : NULL,
        .c_row = p->c_row, .a_row = p->a_row, .a_step = p->a_step, .b_step = p->b_row,
        .depth = p->k, .last_count = last_count, .continues = p->accumulate,
        .rectified = p->activation == ACTIVATION_RELU,
    };
    run_tiles(t, p, columns, 0, p->m, 0, last_count < LANES);
    column += columns.count;
  }
}

OUTLINED void multiply_in_blocks(const product *p) {
  _Alignas(64) float packed[PANEL_LIMIT];
  const intptr_t block = rows_in_cache(p);
  for (intptr_t row = 0; row < p->m; row += block) {
    const intptr_t rows = p->m - row < block ? p->m - row : block;
    for (intptr_t column = 0; column < p->n;) {
      const panel_columns columns = panel_at(p, column);
      multiply_panel(p, columns, row, rows, packed);
      column += columns.count;
    }
  }
}

INLINE void multiply_wide(const product *p) {
  // Where tiles read partial vectors, either all panels are read in place or none.
  if (READS_PARTIAL_VECTORS && p->m <= ROWS_ALWAYS_IN_CACHE && is_in_place(p, panel_at(p, 0))) {
    multiply_in_place(p);
  } else {
    multiply_in_blocks(p);
  }
}

/// A batch of products without bias and activation, each of one panel and one block of k, whose bookkeeping is done
/// once. Returns false, and does nothing, for other products.
OUTLINED bool multiply_batch_of_panels(product p, intptr_t batch) {
  _Alignas(64) float packed[PANEL_LIMIT];
  const panel_columns columns = panel_at(&p, 0);
  const bool in_place = is_in_place(&p, columns);
  const intptr_t width = columns.vectors * LANES;
  if (columns.count < p.n || (!in_place && p.k * width > PANEL_LIMIT)) return false;
  tile_arguments t = {
      .b = packed, .b_step = in_place ? p.b_row : width, .c_row = p.c_row, .a_row = p.a_row, .a_step = p.a_step,
      .depth = p.k, .last_count = p.n - (columns.vectors - 1) * LANES, .continues = p.accumulate,
  };
  const bool partial = in_place && t.last_count < LANES;
  for (intptr_t i = 0; i < batch; i++, p.c += p.m * p.n, p.a += p.m * p.k, p.b += p.k * p.n) {
    if (in_place) {
      t.b = p.b;
    } else {
      pack(packed, &p, columns, 0, p.k);
    }
    run_tiles(t, &p, columns, 0, p.m, 0, partial);
  }
  return true;
}
