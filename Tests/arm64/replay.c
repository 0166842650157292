// Repeats the kernel calls that `RecordedCallsTests` wrote to a file, and says which gave other bytes here.
//
// The sign and payload of a NaN are the processor's, so any two NaN are equal.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

enum { MOST_OPERANDS = 32 };

static const char *at;

static int64_t next_word(void) {
  int64_t word;
  memcpy(&word, at, sizeof word);
  at += sizeof word;
  return word;
}

static const void *next_bytes(int64_t count) {
  const void *bytes = at;
  at += (count + 7) & ~7;
  return bytes;
}

static int is_nan(const char *element, int64_t size) {
  float single;
  double value = 0;
  if (size == sizeof single) {
    memcpy(&single, element, sizeof single);
    value = single;
  } else if (size == sizeof value) {
    memcpy(&value, element, sizeof value);
  }
  return isnan(value);
}

// Compares floating-point elements of `size` bytes each, or, where `size` is 0, bytes.
static int differs(const char *here, const char *there, int64_t count, int64_t size) {
  if (!memcmp(here, there, (size_t)count)) return 0;
  if (size == 0) return 1;
  for (int64_t i = 0; i < count; i += size) {
    if (memcmp(here + i, there + i, (size_t)size) && !(is_nan(here + i, size) && is_nan(there + i, size))) return 1;
  }
  return 0;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) return fprintf(stderr, "usage: replay RECORDED-CALLS\n"), 2;
  fseek(file, 0, SEEK_END);
  const long size = ftell(file);
  rewind(file);
  char *recording = malloc((size_t)size);
  if (fread(recording, 1, (size_t)size, file) != (size_t)size) return fprintf(stderr, "%s: cut short\n", argv[1]), 2;

  long calls = 0, different = 0;
  for (at = recording; at < recording + size; calls++) {
    const Opcode opcode = (Opcode)next_word();
    const int64_t operand_count = next_word(), dimension_count = next_word(), constant_count = next_word();
    if (operand_count > MOST_OPERANDS) return fprintf(stderr, "%s: no recorded calls\n", argv[1]), 2;
    void *operands[MOST_OPERANDS] = {0};
    const void *expected[MOST_OPERANDS];
    int64_t sizes[MOST_OPERANDS], float_sizes[MOST_OPERANDS];
    for (int64_t i = 0; i < operand_count; i++) {
      sizes[i] = next_word();
      float_sizes[i] = next_word();
      if (sizes[i] < 0) continue;
      operands[i] = malloc((size_t)sizes[i] + 1);
      memcpy(operands[i], next_bytes(sizes[i]), (size_t)sizes[i]);
      expected[i] = next_bytes(sizes[i]);
    }
    const intptr_t *dimensions = next_bytes(8 * dimension_count);
    const double *constants = next_bytes(8 * constant_count);
    regnorm_kernel_for(opcode)(operands, dimensions, constants);
    int is_different = 0;
    for (int64_t i = 0; i < operand_count; i++) {
      if (operands[i]) is_different |= differs(operands[i], expected[i], sizes[i], float_sizes[i]);
      free(operands[i]);
    }
    if (is_different) {
      different++;
      printf("%s: other bytes\n", regnorm_opcode_name(opcode));
    }
  }
  if (calls == 0) return fprintf(stderr, "%s: no recorded calls\n", argv[1]), 2;
  printf("%ld calls, %ld of them with other bytes than recorded\n", calls, different);
  return different != 0;
}
