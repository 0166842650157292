#pragma once

// Regularity normalization: the code length of a batch under a Gaussian that remembers all earlier batches.
//
// history  double[]: mean m, standard deviation s, count n, then C, the log of the universal code's normalizer, once a
//          group (once in all for rows under corrected semantics).
// groups   what one A sums over: all elements, the columns of each row, or the rows of each column.
// scratch  double[]: what the gradient needs; see `code_length_scratch`.

enum { GROUPING_ALL, GROUPING_ROWS, GROUPING_COLUMNS };
enum { SEMANTICS_PUBLISHED, SEMANTICS_CORRECTED };
enum { HISTORY_MEAN, HISTORY_DEVIATION, HISTORY_COUNT, HISTORY_COMP };

/// Elements whose lane sums stay in single precision before they are widened.
#define SUM_BLOCK 1024

/// Below this mass the densities have underflowed and are summed again relative to the largest.
#define LEAST_MASS 1e-30

#define HALF_LOG_TWO_PI 0.91893853320467274178

/// Pointers into the scratch: a header, then arrays of one number a group, each padded to 16.
typedef struct {
  double *header;    // m', s', the centre of ds/dx, dm/dx, the rate of ds/dx
  double *shift;     // what was added to every exponent of the group, against underflow
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

typedef struct {
  double mean;
  double square;  // the sum of squared deviations from the mean
} moments;

/// Mean and squared deviations of a block of at most SUM_BLOCK elements, in two passes while it is in the first cache.
INLINE moments moments_of_block(const float *x, intptr_t n) {
  const f32x16 centre = broadcast((float)(sum_of(x, n) / (double)n));
  f32x16 sum = broadcast(0), square = broadcast(0);
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    const f32x16 deviation = fill_after(load_up_to(x + i, count) - centre, count, 0);
    sum += deviation;
    square = fma16(deviation, deviation, square);
  }
  const double offset = sum_of_lanes(widen(sum)) / (double)n;
  return (moments){.mean = (double)centre[0] + offset,
                   .square = sum_of_lanes(widen(square)) - offset * offset * (double)n};
}

/// Mean and squared deviations of n elements, blocks merged in order (Chan, Golub and LeVeque 1979).
INLINE moments moments_of(const float *x, intptr_t n) {
  moments all = {0, 0};
  for (intptr_t start = 0; start < n; start += SUM_BLOCK) {
    const intptr_t count = n - start < SUM_BLOCK ? n - start : SUM_BLOCK;
    const moments block = moments_of_block(x + start, count);
    const double before = (double)start, after = (double)(start + count), step = block.mean - all.mean;
    all.mean += step * (double)count / after;
    all.square += block.square + step * step * before * (double)count / after;
  }
  return all;
}

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

/// exp(shift - z²/2s'²).
INLINE f32x16 density(gaussian g, f32x16 z, f32x16 shift) { return exp16(fma16(-(z * z), g.half_precision, shift)); }

typedef struct {
  double mass, first, second;
} density_sums;

/// The sums over n contiguous elements, all exponents raised by `shift`.
INLINE density_sums densities_of(const float *x, intptr_t n, gaussian g, double shift) {
  f64x16 mass = {0}, first = {0}, second = {0};
  const f32x16 raise = broadcast((float)shift);
  for (intptr_t start = 0; start < n; start += SUM_BLOCK) {
    const intptr_t end = n - start < SUM_BLOCK ? n : start + SUM_BLOCK;
    f32x16 m = broadcast(0), f = broadcast(0), s = broadcast(0);
    for (intptr_t i = start; i < end; i += LANES) {
      const intptr_t count = end - i < LANES ? end - i : LANES;
      const f32x16 z = deviation_from(g, load_up_to(x + i, count));
      const f32x16 e = fill_after(density(g, z, raise), count, 0);
      const f32x16 ez = e * z;
      m += e;
      f += ez;
      s = fma16(ez, z, s);
    }
    mass += widen(m);
    first += widen(f);
    second += widen(s);
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

/// Fills the sums of up to 16 neighbouring columns with the given shifts.
INLINE void densities_of_strip(
    code_length_scratch scratch, intptr_t column, const float *x, intptr_t rows, intptr_t columns, intptr_t count,
    gaussian g, f32x16 shift) {
  f64x16 mass = {0}, first = {0}, second = {0};
  for (intptr_t start = 0; start < rows; start += ROW_BLOCK) {
    const intptr_t end = rows - start < ROW_BLOCK ? rows : start + ROW_BLOCK;
    f32x16 m = broadcast(0), f = broadcast(0), s = broadcast(0);
    for (intptr_t row = start; row < end; row++) {
      const f32x16 z = deviation_from(g, load_up_to(x + row * columns + column, count));
      const f32x16 e = density(g, z, shift);
      const f32x16 ez = e * z;
      m += e;
      f += ez;
      s = fma16(ez, z, s);
    }
    mass += widen(m);
    first += widen(f);
    second += widen(s);
  }
  store_doubles(scratch.shift + column, widen(shift));
  store_doubles(scratch.mass + column, mass);
  store_doubles(scratch.first + column, first);
  store_doubles(scratch.second + column, second);
}

/// Fills the sums of every column; columns whose densities underflow are summed again relative to their largest.
INLINE void densities_of_columns(code_length_scratch scratch, const float *x, intptr_t rows, intptr_t columns, gaussian g) {
  for (intptr_t column = 0; column < columns; column += LANES) {
    const intptr_t count = columns - column < LANES ? columns - column : LANES;
    densities_of_strip(scratch, column, x, rows, columns, count, g, broadcast(0));
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
    if (underflow) densities_of_strip(scratch, column, x, rows, columns, count, g, load(shifts));
  }
}

/// log(exp a + exp b).
INLINE double log_add(double a, double b) {
  const double high = a > b ? a : b, low = a > b ? b : a;
  return high + double_log(1 + double_exp(low - high));
}

/// Merges a batch into the history's mean, deviation and count, and leaves what the gradient needs in the header.
INLINE void merge(double *history, double *header, const float *x, intptr_t size, intptr_t semantics) {
  const moments batch = moments_of(x, size);
  const double m = history[HISTORY_MEAN], s = history[HISTORY_DEVIATION], n = history[HISTORY_COUNT];
  const double n2 = (double)size, m2 = batch.mean, total = n + n2;
  const double mean = (n * m + n2 * m2) / total;
  double square = batch.square, freedom = n2 - 1;
  if (n > 0) {
    square += (n - 1) * s * s;
    freedom += n - 1;
    if (semantics == SEMANTICS_CORRECTED) {
      square += n * n2 * (m - m2) * (m - m2) / total;
      freedom += 1;
    }
  }
  const double deviation = __builtin_elementwise_sqrt(square / freedom);
  history[HISTORY_MEAN] = mean;
  history[HISTORY_DEVIATION] = deviation;
  history[HISTORY_COUNT] = total;
  header[HEADER_CENTRE] = semantics == SEMANTICS_CORRECTED ? mean : m2;
  header[HEADER_MEAN_RATE] = 1 / total;
  header[HEADER_DEVIATION_RATE] = 1 / (freedom * deviation);
}

/// A of a group of `size` elements.
INLINE double group_sum(code_length_scratch scratch, intptr_t group, double deviation, intptr_t size, intptr_t semantics) {
  const double a = double_log(scratch.mass[group]) - scratch.shift[group] - double_log(deviation) - HALF_LOG_TWO_PI;
  return semantics == SEMANTICS_CORRECTED ? a - double_log((double)size) : a;
}

/// One C a group: C' = log(exp C + exp A), L = C' - A. Corrected semantics start C at the first A.
INLINE void lengths_of_groups(
    code_length_scratch scratch, double *comp, float *length, intptr_t groups, intptr_t size, intptr_t semantics,
    bool training, bool first) {
  const double deviation = scratch.header[HEADER_DEVIATION];
  for (intptr_t group = 0; group < groups; group++) {
    const double a = group_sum(scratch, group, deviation, size, semantics);
    scratch.pull[group] = -1;
    scratch.coupling[group] = 0;
    if (training) {
      const bool starts_here = first && semantics == SEMANTICS_CORRECTED;
      const double before = starts_here ? a : comp[group];
      comp[group] = log_add(before, a);
      // Where C started at this very A, L is log 2 whatever A is.
      scratch.pull[group] = starts_here ? 0 : -double_exp(before - comp[group]);
    }
    length[group] = (float)(comp[group] - a);
  }
}

/// One C for all rows, which grows by M = log of the mean of exp A; L stays a row's own.
INLINE void lengths_of_rows_sharing(
    code_length_scratch scratch, double *comp, float *length, intptr_t rows, intptr_t columns, bool training, bool first) {
  const double deviation = scratch.header[HEADER_DEVIATION];
  double largest = -__builtin_inf();
  for (intptr_t row = 0; row < rows; row++) {
    const double a = group_sum(scratch, row, deviation, columns, SEMANTICS_CORRECTED);
    scratch.coupling[row] = a;
    if (!(a <= largest)) largest = a;
  }
  double sum = 0;
  for (intptr_t row = 0; row < rows; row++) sum += double_exp(scratch.coupling[row] - largest);
  const double mean = largest + double_log(sum / (double)rows);
  const double before = first ? mean : *comp;
  if (training) *comp = log_add(before, mean);
  const double share = !training ? 0 : first ? 1 : double_exp(mean - *comp);
  for (intptr_t row = 0; row < rows; row++) {
    const double a = scratch.coupling[row];
    length[row] = (float)(*comp - a);
    scratch.pull[row] = -1;
    scratch.coupling[row] = share * double_exp(a - largest) / sum;
  }
}

// history, scratch, length[groups], x; rows, columns, grouping, semantics, training
KERNEL(codeLength) {
  WITHOUT_CONSTANTS;
  double *history = operands[0];
  float *length = operands[2];
  const float *x = operands[3];
  const intptr_t rows = dimensions[0], columns = dimensions[1], grouping = dimensions[2], semantics = dimensions[3];
  const bool training = dimensions[4], first = history[HISTORY_COUNT] == 0;
  const intptr_t groups = group_count(grouping, rows, columns);
  const code_length_scratch scratch = scratch_of(operands[1], groups);

  if (training) {
    merge(history, scratch.header, x, rows * columns, semantics);
  } else {
    scratch.header[HEADER_CENTRE] = scratch.header[HEADER_MEAN_RATE] = scratch.header[HEADER_DEVIATION_RATE] = 0;
  }
  const double mean = scratch.header[HEADER_MEAN] = history[HISTORY_MEAN];
  const double deviation = scratch.header[HEADER_DEVIATION] = history[HISTORY_DEVIATION];
  const gaussian g = gaussian_of(mean, deviation);
  double *comp = history + HISTORY_COMP;

  if (grouping == GROUPING_COLUMNS) {
    densities_of_columns(scratch, x, rows, columns, g);
    lengths_of_groups(scratch, comp, length, groups, rows, semantics, training, first);
    return;
  }
  const intptr_t size = rows * columns / groups;
  for (intptr_t group = 0; group < groups; group++) densities_of_group(scratch, group, x + group * size, size, g);
  if (grouping == GROUPING_ROWS && semantics == SEMANTICS_CORRECTED) {
    lengths_of_rows_sharing(scratch, comp, length, rows, columns, training, first);
  } else {
    lengths_of_groups(scratch, comp, length, groups, size, semantics, training, first);
  }
}

// history double[1], length float32[1]; training. A gain of log(t+1), t the batches seen, this one included.
KERNEL(gainLength) {
  WITHOUT_CONSTANTS;
  double *seen = operands[0];
  float *length = operands[1];
  if (dimensions[0]) *seen += 1;
  *length = (float)double_log(*seen + 1);
}
