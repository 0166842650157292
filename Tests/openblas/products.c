// Times our products and OpenBLAS's in turns; a ratio above 1 says that ours is faster.
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "CKernels.h"

extern char *openblas_get_corename(void);

typedef struct {
  int rows, columns, inner, transpose_a, transpose_b;
} shape;

static const shape shapes[] = {
    {128, 1000, 784, 0, 0}, {128, 784, 1000, 0, 1}, {128, 1000, 1000, 0, 0}, {128, 1000, 1000, 0, 1},
    {1000, 784, 128, 1, 0}, {1000, 1000, 128, 1, 0}, {50, 64, 64, 0, 0}, {50, 64, 64, 0, 1},
    {64, 64, 50, 1, 0}, {50, 64, 8, 0, 0}, {50, 2, 64, 0, 0}, {1, 64, 8, 0, 0},
    {256, 64, 64, 0, 0}, {30, 40, 60, 0, 0},
};

enum { LARGEST = 1 << 20 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/// Numbers on ±1, the same every time.
static float *varied(void) {
  float *block = aligned_alloc(64, LARGEST * sizeof *block);
  for (int i = 0; i < LARGEST; i++) block[i] = (float)(i * 7919L % 2003) / 1001 - 1;
  return block;
}

int main(void) {
  float *c = varied(), *a = varied(), *b = varied();
  const regnorm_kernel ours = regnorm_kernel_for(Opcode_gemm);
  printf("OpenBLAS's kernels: %s\n", openblas_get_corename());
  for (unsigned i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    const shape s = shapes[i];
    void *const operands[] = {c, a, b, NULL};
    const intptr_t dimensions[] = {s.rows, s.columns, s.inner, s.transpose_a, s.transpose_b, 0, 0};
    const double size = (double)s.rows * s.columns * s.inner;
    // A turn is long enough for the clock, and short enough that the core's own clock is the same for both.
    const int calls = (int)(2e7 / (size + 2e4)) + 1, turns = size > 1e6 ? 60 : 600;
    double best = 1, theirs = 1;
    for (int turn = 0; turn < turns; turn++) {
      const double start = now();
      for (int call = 0; call < calls; call++) ours(operands, dimensions, NULL);
      const double middle = now();
      for (int call = 0; call < calls; call++) {
        cblas_sgemm(
            CblasRowMajor, s.transpose_a ? CblasTrans : CblasNoTrans, s.transpose_b ? CblasTrans : CblasNoTrans,
            s.rows, s.columns, s.inner, 1, a, s.transpose_a ? s.rows : s.inner, b,
            s.transpose_b ? s.inner : s.columns, 0, c, s.columns);
      }
      const double end = now();
      if (middle - start < best) best = middle - start;
      if (end - middle < theirs) theirs = end - middle;
    }
    printf(
        "%4d x %4d x %4d %c%c  ours %8.3f us  OpenBLAS %8.3f us  ratio %.2f\n", s.rows, s.columns, s.inner,
        s.transpose_a ? 'T' : 'N', s.transpose_b ? 'T' : 'N', 1e6 * best / calls, 1e6 * theirs / calls, theirs / best);
  }
}
