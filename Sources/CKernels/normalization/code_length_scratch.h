#pragma once

// The values that a code length leaves for its gradient, and the ways to group a batch.

enum { GROUPING_ALL, GROUPING_ROWS, GROUPING_COLUMNS };

/// Pointers into the scratch: a header, then arrays of one number a group, each padded to 16.
typedef struct {
  double *header;    // m', s', the centre of ds/dx, dm/dx, the rate of ds/dx
  double *shift;     // added to every exponent of the group, against underflow
  double *mass;      // Σ e, e = exp(shift - (x - m')² / 2 s'²)
  double *first;     // Σ e (x - m')
  double *second;    // Σ e (x - m')²
  double *pull;      // dL/dA of the group's own A
  double *coupling;  // dL/dA of another group's L, where C is shared
  double *force;     // dLoss/dA
} code_length_scratch;

enum { HEADER_MEAN, HEADER_DEVIATION, HEADER_CENTRE, HEADER_MEAN_RATE, HEADER_DEVIATION_RATE };

INLINE intptr_t group_count(intptr_t grouping, intptr_t rows, intptr_t columns) {
  return grouping == GROUPING_ALL ? 1 : grouping == GROUPING_ROWS ? rows : columns;
}

INLINE code_length_scratch scratch_of(double *scratch, intptr_t groups) {
  const intptr_t stride = REGNORM_PADDED_GROUPS(groups);
  double *arrays = scratch + REGNORM_SCRATCH_HEADER;
  return (code_length_scratch){.header = scratch,
                               .shift = arrays,
                               .mass = arrays + stride,
                               .first = arrays + 2 * stride,
                               .second = arrays + 3 * stride,
                               .pull = arrays + 4 * stride,
                               .coupling = arrays + 5 * stride,
                               .force = arrays + 6 * stride};
}
