#pragma once

// Matrix products: panels of columns, blocks of k, tiles of rows.

/// C[m,n] = activation((C +) A B + bias); strides in elements.
typedef struct {
  float *c;
  const float *a, *b, *bias;
  intptr_t m, n, k;
  bool transpose_a, transpose_b, accumulate;
  intptr_t activation;
} product;

/// Below this many elements B is read in place, where its rows are whole vectors: packing would cost more than it gains.
enum { SMALL_B = 8192 };

/// One block of k of one panel of columns, for all rows.
INLINE void multiply_panel(tile_arguments t, intptr_t rows, intptr_t vectors) {
  while (rows > 0) {
    const intptr_t done = run_tile(&t, rows, vectors);
    rows -= done;
    t.a += done * t.a_row;
    t.c += done * t.c_row;
  }
}

static void multiply(const product *p) {
  _Alignas(64) float panel[PANEL_LIMIT];
  const intptr_t all_vectors = (p->n + LANES - 1) / LANES;
  const intptr_t panels = (all_vectors + PANEL_VECTORS - 1) / PANEL_VECTORS;
  const bool in_place = !p->transpose_b && p->n % LANES == 0 && (p->k * p->n <= SMALL_B || p->m <= 4);
  const intptr_t block = in_place ? p->k : BLOCK_DEPTH;
  tile_arguments t = {
      .c_row = p->n,
      .a_row = p->transpose_a ? 1 : p->k,
      .a_step = p->transpose_a ? p->m : 1,
  };
  // k = 0 still writes C.
  for (intptr_t k = 0; k == 0 || k < p->k; k += block) {
    t.depth = p->k - k < block ? p->k - k : block;
    t.continues = p->accumulate || k > 0;
    const bool ends = k + t.depth == p->k;
    t.rectified = ends && p->activation == ACTIVATION_RELU;
    intptr_t column = 0;
    for (intptr_t done = 0; done < panels; done++) {
      // The vectors are spread evenly over the panels.
      const intptr_t left = all_vectors - column / LANES;
      const intptr_t vectors = (left + panels - done - 1) / (panels - done);
      const intptr_t columns = p->n - column < vectors * LANES ? p->n - column : vectors * LANES;
      t.last_count = columns - (vectors - 1) * LANES;
      t.c = p->c + column;
      t.a = p->a + k * t.a_step;
      t.bias = ends && p->bias ? p->bias + column : NULL;
      if (in_place) {
        t.b = p->b + k * p->n + column;
        t.b_step = p->n;
      } else {
        if (p->transpose_b) {
          pack_columns(panel, p->b + column * p->k + k, p->k, t.depth, columns, vectors);
        } else {
          pack_rows(panel, p->b + k * p->n + column, p->n, t.depth, columns, vectors);
        }
        t.b = panel;
        t.b_step = vectors * LANES;
      }
      multiply_panel(t, p->m, vectors);
      column += columns;
    }
  }
}

// C[M,N] +=?, A, B, bias NULL?; M, N, K, transposeA, transposeB, accumulate, activation
KERNEL(gemm) {
  WITHOUT_CONSTANTS;
  const product p = {
      .c = operands[0], .a = operands[1], .b = operands[2], .bias = operands[3],
      .m = dimensions[0], .n = dimensions[1], .k = dimensions[2],
      .transpose_a = dimensions[3] != 0, .transpose_b = dimensions[4] != 0, .accumulate = dimensions[5] != 0,
      .activation = dimensions[6],
  };
  multiply(&p);
  if (p.activation == ACTIVATION_TANH) map1(p.c, p.c, p.m * p.n, tanh16);
  if (p.activation == ACTIVATION_SIGMOID) map1(p.c, p.c, p.m * p.n, sigmoid16);
}

// C[b,M,N] +=?, A, B; b, M, N, K, transposeA, transposeB, accumulate
KERNEL(batchedGemm) {
  WITHOUT_CONSTANTS;
  product p = {
      .c = operands[0], .a = operands[1], .b = operands[2],
      .m = dimensions[1], .n = dimensions[2], .k = dimensions[3],
      .transpose_a = dimensions[4] != 0, .transpose_b = dimensions[5] != 0, .accumulate = dimensions[6] != 0,
  };
  for (intptr_t i = 0; i < dimensions[0]; i++) {
    multiply(&p);
    p.c += p.m * p.n;
    p.a += p.m * p.k;
    p.b += p.k * p.n;
  }
}
