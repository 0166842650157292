// The processor's peak: chains of multiply-adds, enough of them to fill every pipeline.
#include "CPeaks.h"

// The sums are stored here, so that the compiler must compute them.
static volatile float sink;

// Chains that hide the latency of two units (4 or 5 cycles each), in the registers of every instruction set.
enum { CHAINS = 12 };

#define MULTIPLY_ADD_CHAINS(name, lanes, step)                              \
  static double name(int64_t rounds) {                                      \
    typedef float vector __attribute__((vector_size(4 * (lanes))));         \
    vector sum[CHAINS];                                                     \
    const vector a = (vector){0} + 0.999f, b = (vector){0} + 0.001f;        \
    for (int i = 0; i < CHAINS; i++) sum[i] = (vector){0} + (float)i;       \
    for (int64_t round = 0; round < rounds; round++) {                      \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) { \
        sum[i] = step;                                                      \
        __asm__ volatile("" : "+" REGISTER(sum[i]));                        \
      }                                                                     \
    }                                                                       \
    for (int i = 0; i < CHAINS; i++) sink = sum[i][0];                      \
    return (double)rounds * CHAINS * 2 * (lanes);                           \
  }

#if defined(__x86_64__)
#define REGISTER(x) "x"(x)
#define FUSED __builtin_elementwise_fma(sum[i], a, b)
MULTIPLY_ADD_CHAINS(plain, 4, sum[i] * a + b)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
MULTIPLY_ADD_CHAINS(avx2, 8, FUSED)
#pragma clang attribute pop
#undef REGISTER
#define REGISTER(x) "v"(x)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
MULTIPLY_ADD_CHAINS(avx512, 16, FUSED)
#pragma clang attribute pop

double regnorm_multiply_add(int64_t rounds, int32_t lanes) {
  __builtin_cpu_init();
  if (lanes >= 16 && __builtin_cpu_supports("x86-64-v4")) return avx512(rounds);
  if (lanes >= 8 && __builtin_cpu_supports("x86-64-v3")) return avx2(rounds);
  return plain(rounds);
}
#else
#define REGISTER(x) "w"(x)
MULTIPLY_ADD_CHAINS(plain, 4, __builtin_elementwise_fma(sum[i], a, b))

double regnorm_multiply_add(int64_t rounds, int32_t lanes) {
  (void)lanes;
  return plain(rounds);
}
#endif
