#pragma once

// Packing one block of k of one panel of columns of B, as the tile reads it, whole vectors with zeros where columns end.

/// A packed panel's size in elements: it stays in the first-level cache while the rows of A pass.
enum { PANEL_LIMIT = 192 * 3 * LANES };

/// panel[depth][16 vectors] from B[k][n]: `b` is the block's first element, `columns` how many are valid.
INLINE void pack_rows(float *panel, const float *b, intptr_t row, intptr_t depth, intptr_t columns, intptr_t vectors) {
  for (intptr_t k = 0; k < depth; k++, b += row, panel += vectors * LANES) {
    for (intptr_t v = 0; v < vectors - 1; v++) store(panel + v * LANES, load(b + v * LANES));
    const intptr_t last = (vectors - 1) * LANES;
    store(panel + last, load_up_to(b + last, columns - last));
  }
}

/// panel[depth][16 vectors] from B[n][k]: `b` is the block's first element, `columns` how many of its rows are valid.
INLINE void pack_columns(
    float *panel, const float *b, intptr_t row, intptr_t depth, intptr_t columns, intptr_t vectors) {
  for (intptr_t first = 0; first < columns; first += LANES) {
    const intptr_t valid = columns - first < LANES ? columns - first : LANES;
    for (intptr_t k = 0; k < depth; k += LANES) {
      const intptr_t steps = depth - k < LANES ? depth - k : LANES;
      f32x16 block[LANES];
      for (intptr_t i = 0; i < LANES; i++) {
        block[i] = i < valid ? load_up_to(b + (first + i) * row + k, steps) : broadcast(0);
      }
      transpose16(block);
      for (intptr_t i = 0; i < steps; i++) store(panel + (k + i) * vectors * LANES + first, block[i]);
    }
  }
}
