#pragma once

// Products with few columns: the lanes are rows of C instead, so that no lane idles. Cᵀ = Bᵀ Aᵀ for a block of rows at
// a time.
//
// An element is still the same chain of a b + c in the order of k: exchanging the factors of a product changes no bit.

enum { NARROW_COLUMNS = 12, NARROW_ROWS = 192 };

/// Measured cycles for transposing 16 × 16 with its loads and stores, for interleaving 16 rows of few columns, and for
/// ending a row of a tile.
enum { TRANSPOSITION = 90, INTERLEAVING = 20, ROW_END = 3 };

/// Whether lanes should be rows. Such lanes do not idle and need no transposition of B, but A (unless given transposed)
/// and C must be transposed. A tile of one vector takes a cycle for a multiply-add, a wider tile half a cycle.
INLINE bool is_narrow(const product *p) {
  if (p->n > NARROW_COLUMNS || p->m < LANES) return false;
  const intptr_t blocks_of_rows = (p->m + LANES - 1) / LANES, blocks_of_k = (p->k + LANES - 1) / LANES;
  const intptr_t of_a = p->a_row == 1 ? 0 : blocks_of_rows * blocks_of_k;
  const intptr_t of_b = p->transpose_b ? blocks_of_k : 0;
  const intptr_t of_c = (p->accumulate ? 2 : 1) * blocks_of_rows * (p->n <= WAYS_LIMIT ? INTERLEAVING : TRANSPOSITION);
  const intptr_t narrow = p->n * p->k * blocks_of_rows / 2 + of_a * TRANSPOSITION + of_c;
  return narrow < p->m * (p->k + ROW_END) + of_b * TRANSPOSITION;
}

/// Reads `rows` rows of C, from which the chains start, into transposed[n][NARROW_ROWS].
INLINE void read_transposed(float *transposed, const product *p, intptr_t first, intptr_t rows) {
  if (p->n <= WAYS_LIMIT) {
    take_apart(transposed, p->c + first * p->n, rows, NARROW_ROWS, p->n);
    return;
  }
  for (intptr_t row = 0; row < rows; row += LANES) {
    f32x16 block[LANES];
#pragma clang loop unroll(full)
    for (intptr_t i = 0; i < LANES; i++) {
      const float *c = p->c + (first + row + i) * p->c_row;
      block[i] = row + i < rows ? load_partial(c, p->n) : broadcast(0);
    }
    transpose16(block);
    for (intptr_t j = 0; j < p->n; j++) store(transposed + j * NARROW_ROWS + row, block[j]);
  }
}

/// Adds the bias and applies relu where the product has them.
INLINE void finish_transposed(float *transposed, const product *p, intptr_t rows) {
  const bool rectified = p->activation == ACTIVATION_RELU;
  if (!p->bias && !rectified) return;
  for (intptr_t j = 0; j < p->n; j++) {
    const f32x16 bias = broadcast(p->bias ? p->bias[j] : 0);
    for (intptr_t row = 0; row < rows; row += LANES) {
      float *sums = transposed + j * NARROW_ROWS + row;
      const f32x16 y = p->bias ? load(sums) + bias : load(sums);
      store(sums, rectified ? relu16(y) : y);
    }
  }
}

/// Writes the rows of C from transposed[n][NARROW_ROWS].
INLINE void write_transposed(const float *transposed, const product *p, intptr_t first, intptr_t rows) {
  if (p->n <= WAYS_LIMIT) {
    put_together(p->c + first * p->n, transposed, rows, NARROW_ROWS, p->n);
    return;
  }
  for (intptr_t row = 0; row < rows; row += LANES) {
    f32x16 block[LANES];
#pragma clang loop unroll(full)
    for (intptr_t j = 0; j < LANES; j++) {
      block[j] = j < p->n ? load(transposed + j * NARROW_ROWS + row) : broadcast(0);
    }
    transpose16(block);
    const intptr_t count = rows - row < LANES ? rows - row : LANES;
#pragma clang loop unroll(full)
    for (intptr_t i = 0; i < LANES; i++) {
      if (i < count) store_partial(p->c + (first + row + i) * p->c_row, block[i], p->n);
    }
  }
}

OUTLINED void multiply_narrow(const product *p) {
  _Alignas(64) float transposed[NARROW_COLUMNS * NARROW_ROWS];
  const bool b_is_rows = !p->transpose_b;
  for (intptr_t row = 0; row < p->m; row += NARROW_ROWS) {
    const intptr_t rows = p->m - row < NARROW_ROWS ? p->m - row : NARROW_ROWS;
    if (p->accumulate) read_transposed(transposed, p, row, rows);
    multiply_wide(&(product){
        .c = transposed, .a = p->b, .b = p->a + row * p->a_row,
        .m = p->n, .n = rows, .k = p->k,
        .a_row = b_is_rows ? 1 : p->b_row, .a_step = b_is_rows ? p->b_row : 1,
        .b_row = p->a_row == 1 ? p->a_step : p->a_row, .c_row = NARROW_ROWS,
        .transpose_b = p->a_row != 1, .accumulate = p->accumulate,
    });
    finish_transposed(transposed, p, rows);
    write_transposed(transposed, p, row, rows);
  }
}
