#pragma once

// Matrix products whose lanes are columns: blocks of rows, panels of columns.

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
  } else if (is_in_strips(p)) {
    multiply_in_strips(p);
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
