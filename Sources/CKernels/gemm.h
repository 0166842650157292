#pragma once

// The matrix products' kernels.

INLINE void multiply(const product *p) {
  if (is_narrow(p)) {
    multiply_narrow(p);
  } else {
    multiply_wide(p);
  }
}

KERNEL(gemm) {
  WITHOUT_CONSTANTS;
  const intptr_t m = dimensions->m, n = dimensions->n, k = dimensions->k, activation = dimensions->activation;
  const bool transpose_a = dimensions->transposeA, transpose_b = dimensions->transposeB;
  float *c = operands[0];
  multiply(&(product){
      .c = c, .a = operands[1], .b = operands[2], .bias = operands[3],
      .m = m, .n = n, .k = k,
      .a_row = transpose_a ? 1 : k, .a_step = transpose_a ? m : 1, .b_row = transpose_b ? k : n, .c_row = n,
      .transpose_b = transpose_b, .accumulate = dimensions->accumulate != 0, .activation = activation,
  });
  if (activation == ACTIVATION_TANH) map1(c, c, m * n, tanh16);
  if (activation == ACTIVATION_SIGMOID) map1(c, c, m * n, sigmoid16);
}

KERNEL(batchedGemm) {
  WITHOUT_CONSTANTS;
  const intptr_t batch = dimensions->batch, m = dimensions->m, n = dimensions->n, k = dimensions->k;
  const bool transpose_a = dimensions->transposeA, transpose_b = dimensions->transposeB;
  product p = {
      .c = operands[0], .a = operands[1], .b = operands[2],
      .m = m, .n = n, .k = k,
      .a_row = transpose_a ? 1 : k, .a_step = transpose_a ? m : 1, .b_row = transpose_b ? k : n, .c_row = n,
      .transpose_b = transpose_b, .accumulate = dimensions->accumulate != 0,
  };
  if (!is_narrow(&p) && multiply_batch_of_panels(p, batch)) return;
  for (intptr_t i = 0; i < batch; i++, p.c += m * n, p.a += m * k, p.b += k * n) multiply(&p);
}
