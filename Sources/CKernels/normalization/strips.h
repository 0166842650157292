#pragma once

// Sums down the columns of a matrix, 16 neighbouring columns at a time.

/// The number of rows whose sums stay in single precision before they are widened, if each lane is a column.
#define ROW_BLOCK 64

INLINE f64x16 load_doubles(const double *source) {
  f64x16 vector;
  memcpy(&vector, source, sizeof vector);
  return vector;
}

INLINE void store_doubles(double *destination, f64x16 vector) { memcpy(destination, &vector, sizeof vector); }

INLINE f64x8 load_eight(const double *source) {
  f64x8 vector;
  memcpy(&vector, source, sizeof vector);
  return vector;
}

INLINE void store_eight(double *destination, f64x8 vector) { memcpy(destination, &vector, sizeof vector); }

/// The first `count` (1 ... 8) numbers, then zeros.
INLINE f64x8 load_eight_up_to(const double *source, intptr_t count) {
  if (count == 8) return load_eight(source);
  f64x8 vector = {0};
  memcpy(&vector, source, (size_t)count * sizeof *source);
  return vector;
}

/// Writes the first `count` (1 ... 8) lanes.
INLINE void store_eight_up_to(double *destination, f64x8 vector, intptr_t count) {
  memcpy(destination, &vector, (size_t)count * sizeof *destination);
}

/// Writes the first `count` (1 ... 8) lanes, rounded.
INLINE void store_narrow_up_to(float *destination, f64x8 vector, intptr_t count) {
  const f32x8 narrow = __builtin_convertvector(vector, f32x8);
  memcpy(destination, &narrow, (size_t)count * sizeof *destination);
}

/// The most strips that pass the rows side by side: a row's part is then a few whole cache lines. Half as many are
/// faster for a strip that is passed twice, because it must stay in the first-level cache.
enum { STRIPS = 4, STRIPS_TWICE = 2 };

/// A function of 16 elements of a row of two matrices, and of two numbers a column.
typedef f32x16 (*row_function)(f32x16, f32x16, f32x16, f32x16);

/// Fills totals[strip] with Σ over the rows of f(row's elements of a, of b), for `strips` (a constant) vectors of
/// columns from a and b on. The last vector has `last_count` columns.
INLINE void sum_down_strips(
    f64x16 *totals, const float *a, const float *b, intptr_t rows, intptr_t columns, const int strips,
    intptr_t last_count, row_function f, const f32x16 *first, const f32x16 *second) {
#pragma clang loop unroll(full)
  for (int v = 0; v < strips; v++) totals[v] = (f64x16){0};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    f32x16 sums[STRIPS];
#pragma clang loop unroll(full)
    for (int v = 0; v < strips; v++) sums[v] = broadcast(0);
    for (intptr_t row = start; row < end; row++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < strips; v++) {
        const intptr_t at = row * columns + v * LANES, count = v == strips - 1 ? last_count : LANES;
        sums[v] += f(load_up_to(a + at, count), load_up_to(b + at, count), first[v], second[v]);
      }
    }
#pragma clang loop unroll(full)
    for (int v = 0; v < strips; v++) totals[v] += widen(sums[v]);
  }
}

/// Calls `step` for all columns: with constant `strips` = `most` and `last_count` = LANES as long as that many are
/// left, then with one strip. `column` is the first column.
#define FOR_STRIPS(most, columns, step)                                           \
  do {                                                                            \
    intptr_t column = 0;                                                          \
    for (; column + (most) * LANES <= (columns); column += (most) * LANES) {      \
      const int strips = (most);                                                  \
      const intptr_t last_count = LANES;                                          \
      step;                                                                       \
    }                                                                             \
    for (; column < (columns); column += LANES) {                                 \
      const int strips = 1;                                                       \
      const intptr_t last_count = (columns) - column < LANES ? (columns) - column : LANES; \
      step;                                                                       \
    }                                                                             \
  } while (0)

/// Calls `step` for every vector of a row: whole vectors with a constant count, then the last one.
#define FOR_VECTORS_OF_ROW(columns, step)              \
  do {                                                 \
    intptr_t i = 0;                                    \
    for (; i + LANES <= (columns); i += LANES) {       \
      const intptr_t count = LANES;                    \
      step;                                            \
    }                                                  \
    if (i < (columns)) {                               \
      const intptr_t count = (columns) - i;            \
      step;                                            \
    }                                                  \
  } while (0)
