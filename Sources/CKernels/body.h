// One body of the kernels: this file, compiled once for each instruction set by `body_*.c`.
//
// Everything in this file is `static`, so that the bodies' names do not clash. Before including this file a body sets
// its target and defines BODY_TABLE, the name of its table of kernels, and BODY_AVX512 or BODY_AVX2 where the processor
// has masked loads.
#include <stdbool.h>
#include <string.h>

#include "bodies.h"

/// Begins the definition of the kernel called `name` in `KernelList.h`. `dimensions` is a structure of the kernel's
/// family.
#define KERNEL(name)                                                                                                   \
  INLINE void named_##name(void *const *operands, const name##_dimensions *dimensions, const double *constants);       \
  static void kernel_##name(void *const *operands, const intptr_t *dimensions, const double *constants) {              \
    named_##name(operands, (const name##_dimensions *)dimensions, constants);                                          \
  }                                                                                                                    \
  INLINE void named_##name(void *const *operands, const name##_dimensions *dimensions, const double *constants)

#define NAME_DIMENSIONS(name, family, ...) typedef family##Dimensions name##_dimensions;
REGNORM_KERNELS(NAME_DIMENSIONS)

/// Marks a kernel without constants, or without dimensions.
#define WITHOUT_CONSTANTS (void)constants
#define WITHOUT_DIMENSIONS (void)dimensions

// Vectors wider than the body's registers have no stable calling convention. They never cross a call: all is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"
#include "mathematics.h"
#include "elementwise.h"
#include "activations.h"
#include "transpose.h"
#include "interleaving.h"
#include "gemm_tile.h"
#include "gemm_half_tile.h"
#include "gemm_packing.h"
#include "gemm_panels.h"
#include "gemm_strips.h"
#include "gemm_wide.h"
#include "gemm_narrow.h"
#include "gemm.h"
#include "reductions.h"
#include "axes.h"
#include "broadcasting.h"
#include "copying.h"
#include "rows.h"
#include "losses.h"
#include "images.h"
#include "cells.h"
#include "optimizers.h"
#include "random.h"
#include "batches.h"
#include "normalization/normalization.h"

#define KERNEL_ENTRY(name, ...) [Opcode_##name] = kernel_##name,
const regnorm_kernel BODY_TABLE[REGNORM_KERNEL_COUNT] = {REGNORM_KERNELS(KERNEL_ENTRY)};
