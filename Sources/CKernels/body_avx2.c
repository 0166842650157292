// The body for x86-64-v3: AVX2 and FMA, 8 lanes an instruction.
#if defined(__x86_64__)
#include <immintrin.h>

#define BODY_TABLE regnorm_kernels_avx2
#define BODY_AVX2 1
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "body.h"
#pragma clang attribute pop
#endif
