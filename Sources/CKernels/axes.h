#pragma once

// The axes of a kernel over strided arrays, with neighbours joined where one loop can run through both.

/// Up to four axes of two operands, outermost first. Leading axes may have extent 1. Strides are in elements; 0
/// repeats.
typedef struct {
  intptr_t extents[4], first[4], second[4];
} paired_axes;

/// Leaves out axes of extent 1 and joins neighbouring axes that both operands traverse like one axis.
INLINE paired_axes joined_axes(const intptr_t *extents, const intptr_t *first, const intptr_t *second) {
  paired_axes joined = {{1, 1, 1, extents[3]}, {0, 0, 0, first[3]}, {0, 0, 0, second[3]}};
  int at = 3;
  for (int axis = 2; axis >= 0; axis--) {
    if (extents[axis] == 1) continue;
    const intptr_t inner = joined.extents[at];
    if (inner != 1) {
      if (first[axis] == inner * joined.first[at] && second[axis] == inner * joined.second[at]) {
        joined.extents[at] *= extents[axis];
        continue;
      }
      at--;
    }
    joined.extents[at] = extents[axis];
    joined.first[at] = first[axis];
    joined.second[at] = second[axis];
  }
  return joined;
}
