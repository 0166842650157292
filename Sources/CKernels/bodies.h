#pragma once

#include <stdbool.h>

#include "CKernels.h"

/// The tables of kernels by opcode, one for each body of this architecture.
extern const regnorm_kernel regnorm_kernels_portable[REGNORM_KERNEL_COUNT];
#if defined(__x86_64__)
extern const regnorm_kernel regnorm_kernels_avx2[REGNORM_KERNEL_COUNT];
extern const regnorm_kernel regnorm_kernels_avx512[REGNORM_KERNEL_COUNT];
#endif
