#pragma once

// Packs one block of k of one panel of columns of B in the tile's reading order: whole vectors, zeros after the last
// column.

/// The largest size of a packed panel in elements. A panel stays in the first-level cache while the rows of A pass.
enum { PANEL_LIMIT = 192 * 3 * LANES };

/// panel[depth][16 vectors] from B[k][n]: `b` is the block's first element, `columns` the number of valid columns.
INLINE void pack_rows(float *panel, const float *b, intptr_t row, intptr_t depth, intptr_t columns, intptr_t vectors) {
  for (intptr_t k = 0; k < depth; k++, b += row, panel += vectors * LANES) {
    for (intptr_t v = 0; v < vectors - 1; v++) store(panel + v * LANES, load(b + v * LANES));
    const intptr_t last = (vectors - 1) * LANES;
    store(panel + last, load_up_to(b + last, columns - last));
  }
}

/// Transposes 16 × 16 elements of B[n][k] into 16 rows of the panel.
INLINE void pack_whole_block(float *panel, const float *b, intptr_t row, intptr_t panel_row) {
  f32x16 block[LANES];
#pragma clang loop unroll(full)
  for (intptr_t i = 0; i < LANES; i++) block[i] = load(b + i * row);
  transpose16(block);
#pragma clang loop unroll(full)
  for (intptr_t i = 0; i < LANES; i++) store(panel + i * panel_row, block[i]);
}

/// Transposes `columns` × `depth` elements, each at most 16. The missing columns become zero.
INLINE void pack_partial_block(
    float *panel, const float *b, intptr_t row, intptr_t panel_row, intptr_t columns, intptr_t depth) {
  f32x16 block[LANES];
#pragma clang loop unroll(full)
  for (intptr_t i = 0; i < LANES; i++) block[i] = i < columns ? load_up_to(b + i * row, depth) : broadcast(0);
  transpose16(block);
#pragma clang loop unroll(full)
  for (intptr_t i = 0; i < LANES; i++) {
    if (i < depth) store(panel + i * panel_row, block[i]);
  }
}

/// panel[depth][16 vectors] from B[n][k]: `b` is the block's first element, `columns` the number of its valid rows.
INLINE void pack_columns(
    float *panel, const float *b, intptr_t row, intptr_t depth, intptr_t columns, intptr_t vectors) {
  const intptr_t panel_row = vectors * LANES;
  for (intptr_t column = 0; column < columns; column += LANES) {
    const intptr_t valid = columns - column < LANES ? columns - column : LANES;
    for (intptr_t k = 0; k < depth; k += LANES) {
      const intptr_t steps = depth - k < LANES ? depth - k : LANES;
      float *to = panel + k * panel_row + column;
      const float *from = b + column * row + k;
      if (valid == LANES && steps == LANES) {
        pack_whole_block(to, from, row, panel_row);
      } else {
        pack_partial_block(to, from, row, panel_row, valid, steps);
      }
    }
  }
}
