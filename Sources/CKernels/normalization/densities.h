#pragma once

// The sums of a Gaussian's densities over the groups of a batch, which code lengths are made of.

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

/// exp(shift - z²/2s'²); the shift never lifts it above 1.
INLINE f32x16 density(gaussian g, f32x16 z, f32x16 shift) {
  return exp16_below_overflow(fma16(-(z * z), g.half_precision, shift));
}

typedef struct {
  double mass, first, second;
} density_sums;

/// The same, a lane each.
typedef struct {
  f32x16 mass, first, second;
} density_lanes;

INLINE void add_density(density_lanes *sums, f32x16 z, f32x16 e) {
  const f32x16 ez = e * z;
  sums->mass += e;
  sums->first += ez;
  sums->second = fma16(ez, z, sums->second);
}

/// Adds `count` neighbouring elements.
INLINE void add_densities(density_lanes *sums, const float *x, intptr_t count, gaussian g, f32x16 shift) {
  const f32x16 z = deviation_from(g, load_up_to(x, count));
  const f32x16 e = density(g, z, shift);
  add_density(sums, z, count < LANES ? fill_after(e, count, 0) : e);
}

/// Vectors whose densities are computed side by side, because each is one long chain.
enum { DENSITIES_AT_ONCE = 4 };

/// Adds that many neighbouring vectors, in order.
INLINE void add_densities_of_vectors(density_lanes *sums, const float *x, gaussian g, f32x16 shift) {
  f32x16 z[DENSITIES_AT_ONCE], e[DENSITIES_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < DENSITIES_AT_ONCE; v++) {
    z[v] = deviation_from(g, load(x + v * LANES));
    e[v] = density(g, z[v], shift);
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < DENSITIES_AT_ONCE; v++) add_density(sums, z[v], e[v]);
}

/// The sums over n contiguous elements, all exponents raised by `shift`.
INLINE density_sums densities_of(const float *x, intptr_t n, gaussian g, double shift) {
  f64x16 mass = {0}, first = {0}, second = {0};
  const f32x16 raise = broadcast((float)shift);
  for (intptr_t start = 0; start < n; start += SUM_BLOCK) {
    const intptr_t end = n - start < SUM_BLOCK ? n : start + SUM_BLOCK;
    density_lanes sums = {0};
    const intptr_t step = DENSITIES_AT_ONCE * LANES;
    intptr_t i = start;
    for (; i + step <= end; i += step) add_densities_of_vectors(&sums, x + i, g, raise);
    for (; i + LANES <= end; i += LANES) add_densities(&sums, x + i, LANES, g, raise);
    if (i < end) add_densities(&sums, x + i, end - i, g, raise);
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

/// Fills the sums of `strips` (a constant) vectors of columns with the given shifts.
INLINE void densities_of_strips(
    code_length_scratch scratch, intptr_t column, const float *x, intptr_t rows, intptr_t columns, const int strips,
    intptr_t last_count, gaussian g, const f32x16 *shift) {
  f64x16 mass[STRIPS] = {{0}}, first[STRIPS] = {{0}}, second[STRIPS] = {{0}};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    density_lanes sums[STRIPS];
    for (int v = 0; v < strips; v++) sums[v] = (density_lanes){broadcast(0), broadcast(0), broadcast(0)};
    for (intptr_t row = start; row < end; row++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < strips; v++) {
        const float *elements = x + row * columns + column + v * LANES;
        const f32x16 z = deviation_from(g, load_up_to(elements, v == strips - 1 ? last_count : LANES));
        add_density(&sums[v], z, density(g, z, shift[v]));
      }
    }
    for (int v = 0; v < strips; v++) {
      mass[v] += widen(sums[v].mass);
      first[v] += widen(sums[v].first);
      second[v] += widen(sums[v].second);
    }
  }
  for (int v = 0; v < strips; v++) {
    store_doubles(scratch.shift + column + v * LANES, widen(shift[v]));
    store_doubles(scratch.mass + column + v * LANES, mass[v]);
    store_doubles(scratch.first + column + v * LANES, first[v]);
    store_doubles(scratch.second + column + v * LANES, second[v]);
  }
}

/// Sums a strip again relative to the largest density of each column that has underflowed, if any has.
INLINE void rescue_strip(
    code_length_scratch scratch, intptr_t column, const float *x, intptr_t rows, intptr_t columns, gaussian g) {
  const intptr_t count = columns - column < LANES ? columns - column : LANES;
  float shifts[LANES] = {0};
  bool underflow = false;
  for (intptr_t lane = 0; lane < count; lane++) {
    if (scratch.mass[column + lane] > LEAST_MASS) continue;
    underflow = true;
    float least = __builtin_inff();
    for (intptr_t row = 0; row < rows; row++) {
      const float z = (x[row * columns + column + lane] - g.mean[0]) - g.mean_rest[0];
      const float exponent = z * z * g.half_precision[0];
      if (!(exponent >= least)) least = exponent;
    }
    shifts[lane] = least;
  }
  if (!underflow) return;
  const f32x16 shift = load(shifts);
  densities_of_strips(scratch, column, x, rows, columns, 1, count, g, &shift);
}

/// Fills the sums of every column.
INLINE void densities_of_columns(code_length_scratch scratch, const float *x, intptr_t rows, intptr_t columns, gaussian g) {
  const f32x16 none[STRIPS] = {{0}};
  FOR_STRIPS(columns, densities_of_strips(scratch, column, x, rows, columns, strips, last_count, g, none));
  for (intptr_t column = 0; column < columns; column += LANES) rescue_strip(scratch, column, x, rows, columns, g);
}
