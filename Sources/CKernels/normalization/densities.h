#pragma once

// The sums of a Gaussian's densities over the groups of a batch, from which code lengths are made.

/// Below this mass the densities have underflowed and are summed again relative to the largest.
#define LEAST_MASS 1e-30

/// The Gaussian whose densities are summed, prepared for single precision: the mean in two parts.
typedef struct {
  f32x16 mean, mean_rest, half_precision;
} gaussian;

INLINE gaussian gaussian_of(double mean, double deviation) {
  const float high = (float)mean;
  return (gaussian){.mean = broadcast(high),
                    .mean_rest = broadcast((float)(mean - (double)high)),
                    .half_precision = broadcast((float)(0.5 / (deviation * deviation)))};
}

INLINE f32x16 deviation_from(gaussian g, f32x16 x) { return (x - g.mean) - g.mean_rest; }

/// exp(shift - z²/2s'²) of `vectors` (a constant) vectors. The shift never lifts the result above 1.
INLINE void densities_side_by_side(f32x16 *e, const f32x16 *z, gaussian g, f32x16 shift, const int vectors) {
  f32x16 exponent[FLOATS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) exponent[v] = fma16(-(z[v] * z[v]), g.half_precision, shift);
  exp_below_64_side_by_side(e, exponent, vectors);
}

typedef struct {
  double mass, first, second;
} density_sums;

/// The same, a lane each.
typedef struct {
  f32x16 mass, first, second;
} density_lanes;

/// Adds, in order, `vectors` (a constant) vectors of `count` elements, `distance` from each other. Lanes beyond `count`
/// add 0.
INLINE void add_densities(
    density_lanes *sums, const float *x, intptr_t distance, intptr_t count, gaussian g, f32x16 shift,
    const int vectors) {
  f32x16 z[FLOATS_AT_ONCE], e[FLOATS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) z[v] = deviation_from(g, load_up_to(x + v * distance, count));
  densities_side_by_side(e, z, g, shift, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    if (count < LANES) e[v] = fill_after(e[v], count, 0);
    const f32x16 ez = e[v] * z[v];
    sums->mass += e[v];
    sums->first += ez;
    sums->second = fma16(ez, z[v], sums->second);
  }
}

/// The sums over n contiguous elements, all exponents raised by `shift`.
INLINE density_sums densities_of(const float *x, intptr_t n, gaussian g, double shift) {
  f64x16 mass = {0}, first = {0}, second = {0};
  const f32x16 raise = broadcast((float)shift);
  for (intptr_t start = 0; start < n; start += SUM_BLOCK) {
    const intptr_t end = n - start < SUM_BLOCK ? n : start + SUM_BLOCK, step = FLOATS_AT_ONCE * LANES, half = step / 2;
    density_lanes sums = {0};
    intptr_t i = start;
    for (; i + step <= end; i += step) add_densities(&sums, x + i, LANES, LANES, g, raise, FLOATS_AT_ONCE);
    for (; i + half <= end; i += half) add_densities(&sums, x + i, LANES, LANES, g, raise, FLOATS_AT_ONCE / 2);
    for (; i + LANES <= end; i += LANES) add_densities(&sums, x + i, LANES, LANES, g, raise, 1);
    if (i < end) add_densities(&sums, x + i, LANES, end - i, g, raise, 1);
    mass += widen(sums.mass);
    first += widen(sums.first);
    second += widen(sums.second);
  }
  return (density_sums){sum_of_lanes(mass), sum_of_lanes(first), sum_of_lanes(second)};
}

/// The smallest z² / 2s'² of n contiguous elements: minus the largest exponent.
INLINE double least_exponent(const float *x, intptr_t n, gaussian g) {
  f32x16 least = broadcast(__builtin_inff());
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    const f32x16 z = deviation_from(g, load_up_to(x + i, count));
    least = smaller(least, fill_after(z * z * g.half_precision, count, __builtin_inff()));
  }
  return -(double)largest_of_lanes(-least);
}

/// Fills a group's sums from its n contiguous elements.
INLINE void densities_of_group(code_length_scratch scratch, intptr_t group, const float *x, intptr_t n, gaussian g) {
  double shift = 0;
  density_sums sums = densities_of(x, n, g, 0);
  if (!(sums.mass > LEAST_MASS)) {
    shift = least_exponent(x, n, g);
    sums = densities_of(x, n, g, shift);
  }
  scratch.shift[group] = shift;
  scratch.mass[group] = sums.mass;
  scratch.first[group] = sums.first;
  scratch.second[group] = sums.second;
}

/// Fills the sums of a vector of `count` columns with the given shifts.
INLINE void densities_of_strip(
    code_length_scratch scratch, intptr_t column, const float *x, intptr_t rows, intptr_t columns, intptr_t count,
    gaussian g, f32x16 shift) {
  f64x16 mass = {0}, first = {0}, second = {0};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    density_lanes sums = {0};
    intptr_t row = start;
    for (; row + FLOATS_AT_ONCE <= end; row += FLOATS_AT_ONCE) {
      add_densities(&sums, x + row * columns + column, columns, count, g, shift, FLOATS_AT_ONCE);
    }
    for (; row < end; row++) add_densities(&sums, x + row * columns + column, columns, count, g, shift, 1);
    mass += widen(sums.mass);
    first += widen(sums.first);
    second += widen(sums.second);
  }
  store_doubles(scratch.shift + column, widen(shift));
  store_doubles(scratch.mass + column, mass);
  store_doubles(scratch.first + column, first);
  store_doubles(scratch.second + column, second);
}

/// Sums a strip again relative to the largest density of each column that has underflowed, if any has.
INLINE void rescue_strip(
    code_length_scratch scratch, intptr_t column, const float *x, intptr_t rows, intptr_t columns, gaussian g) {
  const intptr_t count = columns - column < LANES ? columns - column : LANES;
  // Lanes beyond the last column have no mass.
  const f64x16 least_masses = widen(fill_after(broadcast((float)LEAST_MASS), count, -1));
  if (__builtin_reduce_and(load_doubles(scratch.mass + column) > least_masses)) return;
  float shifts[LANES] = {0};
  for (intptr_t lane = 0; lane < count; lane++) {
    if (scratch.mass[column + lane] > LEAST_MASS) continue;
    float least = __builtin_inff();
    for (intptr_t row = 0; row < rows; row++) {
      const float z = (x[row * columns + column + lane] - g.mean[0]) - g.mean_rest[0];
      const float exponent = z * z * g.half_precision[0];
      if (!(exponent >= least)) least = exponent;
    }
    shifts[lane] = least;
  }
  const f32x16 shift = load(shifts);
  densities_of_strip(scratch, column, x, rows, columns, count, g, shift);
}

/// Fills the sums of every column.
INLINE void densities_of_columns(code_length_scratch scratch, const float *x, intptr_t rows, intptr_t columns, gaussian g) {
  FOR_VECTORS_OF_ROW(columns, densities_of_strip(scratch, i, x, rows, columns, count, g, broadcast(0)));
  for (intptr_t column = 0; column < columns; column += LANES) rescue_strip(scratch, column, x, rows, columns, g);
}
