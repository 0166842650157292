#pragma once

// Products whose A is given transposed, as in the gradient of weights. Tiles would read such an A across its rows: every
// k is another cache line and soon another page. It is copied into strips, a block of rows at a time.

/// The elements of strips that stay in a second-level cache of 256 KB, and the least product that repays the copy.
enum { STRIPS_LIMIT = 24 * 1024, STRIPS_LEAST_DEPTH = 96, STRIPS_LEAST_ROWS = 48, STRIPS_LEAST_COLUMNS = 256 };

/// Whether strips pay. AVX-512 reads a whole cache line of A for a tile, and gains nothing.
INLINE bool is_in_strips(const product *p) {
#if BODY_AVX512
  (void)p;
  return false;
#else
  return p->a_row == 1 && p->k >= STRIPS_LEAST_DEPTH && p->k <= STRIPS_LIMIT / STRIPS_LEAST_ROWS
         && p->m >= STRIPS_LEAST_ROWS && p->n >= STRIPS_LEAST_COLUMNS;
#endif
}

/// Copies `count` elements: two overlapping vectors of four where there are four.
INLINE void copy_column(float *to, const float *from, intptr_t count) {
  if (count >= 4) {
    f32x4 first, last;
    memcpy(&first, from, sizeof first);
    memcpy(&last, from + count - 4, sizeof last);
    memcpy(to, &first, sizeof first);
    memcpy(to + count - 4, &last, sizeof last);
  } else {
    for (intptr_t i = 0; i < count; i++) to[i] = from[i];
  }
}

/// Copies `rows` rows of a transposed A, tile after tile: within a strip k after k, and within a k the tile's rows.
INLINE void pack_strips(float *strips, const product *p, intptr_t row, intptr_t rows) {
  const tile_heights heights = heights_of_tiles(rows, tile_rows_limit(1));
  const float *a = p->a + row;
  for (uint32_t i = 0; i < heights.count; i++) {
    const intptr_t height = heights.height + (i < heights.taller);
    for (intptr_t k = 0; k < p->k; k++, strips += height) copy_column(strips, a + k * p->a_step, height);
    a += height;
  }
}

OUTLINED void multiply_in_strips(const product *p) {
  _Alignas(64) float packed[PANEL_LIMIT], strips[STRIPS_LIMIT];
  const intptr_t limit = STRIPS_LIMIT / p->k, blocks = (p->m + limit - 1) / limit;
  for (intptr_t block = 0; block < blocks; block++) {
    const intptr_t row = p->m * block / blocks, rows = p->m * (block + 1) / blocks - row;
    pack_strips(strips, p, row, rows);
    product of_strips = *p;
    of_strips.c += row * p->c_row, of_strips.a = strips, of_strips.m = rows, of_strips.in_strips = true;
    for (intptr_t column = 0; column < p->n;) {
      const panel_columns columns = panel_at(&of_strips, column);
      multiply_panel(&of_strips, columns, 0, rows, packed);
      column += columns.count;
    }
  }
}
