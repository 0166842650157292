#pragma once

// Matrix products: panels of columns, blocks of k, tiles of rows.

/// C[m,n] = activation((C +) A B + bias); the distances are in elements.
typedef struct {
  float *c;
  const float *a, *b, *bias;
  intptr_t m, n, k;
  intptr_t a_row, a_step;  ///< from row to row of A, and from k to k + 1
  intptr_t b_row, c_row;   ///< from row to row of B as it is stored, and of C
  bool transpose_b, accumulate;
  intptr_t activation;
} product;

/// B is read in place where its rows are whole vectors and packing would cost more than it gains: up to so many
/// elements, or for so few rows of A.
enum { SMALL_B = 8192, FEW_ROWS = 4 };

/// The columns of a panel.
typedef struct {
  intptr_t first, count, vectors;
} panel_columns;

/// The panel that begins at column `first`.
INLINE panel_columns panel_at(const product *p, intptr_t first) {
  const intptr_t left = (p->n - first + LANES - 1) / LANES;
  const intptr_t widest = widest_panel(p->m);
  const intptr_t panels = (left + widest - 1) / widest;
  intptr_t vectors = (left + panels - 1) / panels;
  if (widest == 8) vectors = left >= 8 ? 8 : left < 4 ? left : 4;
  const intptr_t count = p->n - first < vectors * LANES ? p->n - first : vectors * LANES;
  return (panel_columns){first, count, vectors};
}

/// Rows [row, row + rows) of one panel, all k.
INLINE void multiply_panel(const product *p, panel_columns columns, intptr_t row, intptr_t rows, float *packed) {
  const bool small = p->k * p->n <= SMALL_B || p->m <= FEW_ROWS;
  const bool in_place = small && !p->transpose_b && columns.count == columns.vectors * LANES;
  const intptr_t block = in_place ? p->k : PANEL_LIMIT / (columns.vectors * LANES);
  tile_arguments t = {
      .b_step = in_place ? p->b_row : columns.vectors * LANES,
      .c_row = p->c_row,
      .a_row = p->a_row,
      .a_step = p->a_step,
      .last_count = columns.count - (columns.vectors - 1) * LANES,
  };
  // k = 0 still writes C.
  for (intptr_t k = 0; k == 0 || k < p->k; k += block) {
    t.depth = p->k - k < block ? p->k - k : block;
    t.continues = p->accumulate || k > 0;
    const bool ends = k + t.depth == p->k;
    t.rectified = ends && p->activation == ACTIVATION_RELU;
    t.bias = ends && p->bias ? p->bias + columns.first : NULL;
    t.b = in_place ? p->b + columns.first : packed;
    if (p->transpose_b) {
      pack_columns(packed, p->b + columns.first * p->b_row + k, p->b_row, t.depth, columns.count, columns.vectors);
    } else if (!in_place) {
      pack_rows(packed, p->b + k * p->b_row + columns.first, p->b_row, t.depth, columns.count, columns.vectors);
    }
    for (intptr_t i = row; i < row + rows;) {
      t.a = p->a + i * t.a_row + k * t.a_step;
      t.c = p->c + i * t.c_row + columns.first;
      i += run_tile(&t, row + rows - i, columns.vectors);
    }
  }
}

/// How many rows pass every panel before the next rows do: their part of A stays in the second-level cache.
INLINE intptr_t rows_in_cache(const product *p) {
  const intptr_t rows = 160 * 1024 / (p->k > 0 ? p->k : 1) / 24 * 24;
  return rows < 96 ? 96 : rows;
}

static void multiply_wide(const product *p) {
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

#include "gemm_narrow.h"

static void multiply(const product *p) {
  if (is_narrow(p)) {
    multiply_narrow(p);
  } else {
    multiply_wide(p);
  }
}

// C[M,N] +=?, A, B, bias NULL?; M, N, K, transposeA, transposeB, accumulate, activation
KERNEL(gemm) {
  WITHOUT_CONSTANTS;
  const intptr_t m = dimensions[0], n = dimensions[1], k = dimensions[2], activation = dimensions[6];
  const bool transpose_a = dimensions[3], transpose_b = dimensions[4];
  float *c = operands[0];
  multiply(&(product){
      .c = c, .a = operands[1], .b = operands[2], .bias = operands[3],
      .m = m, .n = n, .k = k,
      .a_row = transpose_a ? 1 : k, .a_step = transpose_a ? m : 1, .b_row = transpose_b ? k : n, .c_row = n,
      .transpose_b = transpose_b, .accumulate = dimensions[5] != 0, .activation = activation,
  });
  if (activation == ACTIVATION_TANH) map1(c, c, m * n, tanh16);
  if (activation == ACTIVATION_SIGMOID) map1(c, c, m * n, sigmoid16);
}

// C[b,M,N] +=?, A, B; b, M, N, K, transposeA, transposeB, accumulate
KERNEL(batchedGemm) {
  WITHOUT_CONSTANTS;
  const intptr_t batch = dimensions[0], m = dimensions[1], n = dimensions[2], k = dimensions[3];
  const bool transpose_a = dimensions[4], transpose_b = dimensions[5];
  product p = {
      .c = operands[0], .a = operands[1], .b = operands[2],
      .m = m, .n = n, .k = k,
      .a_row = transpose_a ? 1 : k, .a_step = transpose_a ? m : 1, .b_row = transpose_b ? k : n, .c_row = n,
      .transpose_b = transpose_b, .accumulate = dimensions[6] != 0,
  };
  for (intptr_t i = 0; i < batch; i++, p.c += m * n, p.a += m * k, p.b += k * n) multiply(&p);
}
