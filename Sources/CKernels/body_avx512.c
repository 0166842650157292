// The body for x86-64-v4: AVX-512, 16 lanes an instruction.
#if defined(__x86_64__)
#include <immintrin.h>

#define BODY_TABLE regnorm_kernels_avx512
#define BODY_AVX512 1
// The compiler prefers 256 bits on x86-64-v4, because older processors slowed down under 512 bits. `min_vector_width`
// keeps the 16 lanes in one register.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#include "body.h"
#pragma clang attribute pop
#endif
