#pragma once

#include <stddef.h>
#include <stdint.h>

#include "KernelList.h"

/// The kernels do all work on more than a handful of numbers.
///
/// Every kernel has one signature, so that a recorded program is a list of (kernel, operands, dimensions, constants)
/// and replaying it is one loop. `KernelList.h` states each kernel's operands and dimensions. Numbers are float32
/// unless a kernel says otherwise. Arrays are contiguous and row-major. Outputs may not overlap inputs unless a kernel
/// says so.
///
/// The same bits on every host: each kernel is compiled from one source for several instruction sets; sums run in 16
/// fixed lanes and a fixed tree, an output element of a gemm is one chain of fused multiply-adds in the order of k, and
/// exp, log, tanh and sigmoid are our own polynomials. NaN is NaN everywhere, but its sign and payload depend on the
/// processor. No kernel allocates. A gemm takes up to 150 kB of its thread's stack.
typedef void (*regnorm_kernel)(void *const *operands, const intptr_t *dimensions, const double *constants);

#define REGNORM_OPCODE(name, ...) Opcode_##name,
/// The name of a kernel in a recorded instruction.
typedef enum __attribute__((enum_extensibility(closed))) Opcode : int32_t { REGNORM_KERNELS(REGNORM_OPCODE) } Opcode;
#undef REGNORM_OPCODE

#define REGNORM_COUNT(name, ...) +1
enum { REGNORM_KERNEL_COUNT = 0 REGNORM_KERNELS(REGNORM_COUNT) };
#undef REGNORM_COUNT

#define REGNORM_FAMILY(name, ...)                      \
  /** The dimensions of a kernel of this family. */    \
  typedef struct name##Dimensions {                    \
    intptr_t __VA_ARGS__;                              \
  } name##Dimensions;
REGNORM_DIMENSION_FAMILIES(REGNORM_FAMILY)
#undef REGNORM_FAMILY

#define REGNORM_FAMILY_NAME(name, ...) DimensionFamily_##name,
/// The structure that holds a kernel's dimensions.
typedef enum __attribute__((enum_extensibility(closed))) DimensionFamily : int32_t {
  REGNORM_DIMENSION_FAMILIES(REGNORM_FAMILY_NAME)
} DimensionFamily;
#undef REGNORM_FAMILY_NAME

/// A kernel's use of an operand, in the terms of `KernelList.h`.
typedef enum __attribute__((flag_enum, enum_extensibility(open))) OperandUse : uint32_t {
  OperandUse_read = 1,
  OperandUse_write = 2,
  /// Numbers that the kernel keeps from call to call or works on.
  OperandUse_state = 4,
  /// May be NULL.
  OperandUse_optional = 8,
  /// The first operand may be the same memory.
  OperandUse_over = 16,
  /// Read twice.
  OperandUse_again = 32,
  /// Rows that an index selects.
  OperandUse_indexed = 64,
} OperandUse;

/// An operand of a kernel.
typedef struct regnorm_operand {
  /// Name and shape: "A[m,k]".
  const char *name;
  OperandUse use;
  /// The bytes that the kernel touches; 0 for the whole operand.
  intptr_t bytes;
} regnorm_operand;

/// A kernel's work and operands for given dimensions.
typedef struct regnorm_description {
  /// Floating-point operations of matrix products, a fused multiply-add being two.
  double operations;
  /// Evaluations of exp, log, tanh or the like.
  double exponentials;
  intptr_t operand_count;
  /// Outputs first.
  regnorm_operand operands[8];
} regnorm_description;

/// The instruction sets that the kernels are compiled for.
typedef enum __attribute__((enum_extensibility(closed))) KernelBody : int32_t {
  /// For any processor: NEON on arm64; without FMA, and therefore slow, on x86-64.
  KernelBody_portable,
  KernelBody_avx2,
  KernelBody_avx512,
} KernelBody;

/// An instruction with resolved operand addresses. A program is a list of these.
typedef struct regnorm_instruction {
  regnorm_kernel kernel;
  void *const *operands;
  const intptr_t *dimensions;
  const double *constants;
} regnorm_instruction;

/// Runs `count` instructions in order.
void regnorm_run(const regnorm_instruction *instructions, size_t count);

/// The kernel for `opcode` in the body in use.
regnorm_kernel regnorm_kernel_for(Opcode opcode);

/// The kernel's name: "gemm".
const char *regnorm_opcode_name(Opcode opcode);

/// The structure of the kernel's dimensions.
DimensionFamily regnorm_dimension_family(Opcode opcode);

/// The kernel's work and operands for `dimensions`, which have the order of its family.
regnorm_description regnorm_describe(Opcode opcode, const intptr_t *dimensions);

/// The body in use on this thread: the widest that this processor runs, unless `regnorm_use_body` chose another.
KernelBody regnorm_body(void);

/// The body's name: "avx512".
const char *regnorm_body_name(KernelBody body);

/// Chooses the body of the kernels that this thread resolves from now on, for tests of bit-identity. Returns false if
/// this processor cannot run the body.
_Bool regnorm_use_body(KernelBody body);

/// The four words of Philox4x32-10 at `counter` under `key`.
typedef struct regnorm_philox_words {
  uint32_t words[4];
} regnorm_philox_words;

/// Philox4x32-10: the block of random words number `counter` of the stream `key`.
regnorm_philox_words regnorm_philox(uint64_t key, uint64_t counter);

/// Asks for the memory at `address`, which will be read soon.
static inline void regnorm_prefetch(const void *address) { __builtin_prefetch(address); }

/// exp(x) within 1 ulp, with the same bits on every host, unlike the C library's.
double regnorm_exp(double x);

/// The natural logarithm of x within 1 ulp, with the same bits on every host.
double regnorm_log(double x);

/// The sine of x, |x| <= 2^20, within 1 ulp, with the same bits on every host; NaN for a larger x.
double regnorm_sin(double x);

/// The cosine of x, |x| <= 2^20, within 1 ulp, with the same bits on every host; NaN for a larger x.
double regnorm_cos(double x);
