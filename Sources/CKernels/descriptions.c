// The kernels' use of their operands and its cost: the columns of `KernelList.h` as functions.
#include <string.h>

#include "CKernels.h"

// 0 bytes stand for a whole operand: `KernelList.h` states no bytes for most operands.
#pragma clang diagnostic ignored "-Wmissing-field-initializers"

enum {
  IDLE = 0,
  READ = OperandUse_read,
  WRITE = OperandUse_write,
  UPDATE = READ | WRITE,
  STATE = UPDATE | OperandUse_state,
  OPTIONAL = OperandUse_optional,
  OVER = OperandUse_over,
  AGAIN = OperandUse_again,
  INDEXED = OperandUse_indexed,
};

#define SUM (d.accumulate ? UPDATE : WRITE)

/// The number of exponentials for one element of this activation.
static double curved(intptr_t activation) { return activation >= 2; }

static intptr_t bytes_of(const intptr_t extents[4]) { return 4 * extents[0] * extents[1] * extents[2] * extents[3]; }

#define BARE(...) __VA_ARGS__

#define DESCRIBE(kernel, dimension_family, uses, products, curves)                                                     \
  static regnorm_description describe_##kernel(const intptr_t *dimensions) {                                           \
    const dimension_family##Dimensions d = *(const dimension_family##Dimensions *)dimensions;                          \
    (void)d;                                                                                                           \
    const regnorm_operand operands[] = {BARE uses};                                                                    \
    _Static_assert(sizeof operands <= sizeof((regnorm_description *)0)->operands, #kernel " has too many operands");   \
    regnorm_description description = {                                                                                \
        .operations = products, .exponentials = curves, .operand_count = sizeof operands / sizeof *operands};          \
    memcpy(description.operands, operands, sizeof operands);                                                           \
    return description;                                                                                                \
  }
REGNORM_KERNELS(DESCRIBE)

typedef struct kernel_facts {
  const char *name;
  DimensionFamily family;
  regnorm_description (*describe)(const intptr_t *dimensions);
} kernel_facts;

#define FACTS(name, family, ...) {#name, DimensionFamily_##family, describe_##name},
static const kernel_facts facts[REGNORM_KERNEL_COUNT] = {REGNORM_KERNELS(FACTS)};

const char *regnorm_opcode_name(Opcode opcode) { return facts[opcode].name; }

DimensionFamily regnorm_dimension_family(Opcode opcode) { return facts[opcode].family; }

regnorm_description regnorm_describe(Opcode opcode, const intptr_t *dimensions) {
  return facts[opcode].describe(dimensions);
}
