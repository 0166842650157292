#pragma once

// The matrix products' kernels.

INLINE void multiply(const product *p) {
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
  if (!is_narrow(&p) && multiply_batch_of_panels(p, batch)) return;
  for (intptr_t i = 0; i < batch; i++, p.c += m * n, p.a += m * k, p.b += k * n) multiply(&p);
}
