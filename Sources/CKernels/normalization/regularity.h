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

/// log(exp a + exp b) of `vectors` (a constant) vectors.
INLINE void log_add(f64x8 *sums, const f64x8 *a, const f64x8 *b, const int vectors) {
  f64x8 high[DOUBLES_AT_ONCE], less[DOUBLES_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    const i64x8 first_is_high = a[v] > b[v];
    high[v] = choose_double(first_is_high, a[v], b[v]);
    less[v] = choose_double(first_is_high, b[v], a[v]) - high[v];
  }
  exp_side_by_side(sums, less, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) sums[v] += 1;
  log_side_by_side(sums, sums, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) sums[v] += high[v];
}

INLINE double double_log_add(double a, double b) {
  const f64x8 first = (f64x8){0} + a, second = (f64x8){0} + b;
  f64x8 sum;
  log_add(&sum, &first, &second, 1);
  return sum[0];
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

/// What every group's A has in common: the logarithms of the density's scale and, corrected, of the group's size.
typedef struct {
  double deviation, size;
  bool corrected;
} group_logarithms;

INLINE group_logarithms logarithms_of(code_length_scratch scratch, intptr_t size, intptr_t semantics) {
  return (group_logarithms){
      double_log(scratch.header[HEADER_DEVIATION]), double_log((double)size), semantics == SEMANTICS_CORRECTED};
}

/// A of `vectors` (a constant) times 8 groups; the arrays are padded, and what is computed of their padding is not used.
INLINE void sums_of_groups(
    f64x8 *a, code_length_scratch scratch, intptr_t group, group_logarithms logarithms, const int vectors) {
  f64x8 mass[DOUBLES_AT_ONCE];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) mass[v] = load_eight(scratch.mass + group + 8 * v);
  log_side_by_side(a, mass, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    a[v] = a[v] - load_eight(scratch.shift + group + 8 * v) - logarithms.deviation - HALF_LOG_TWO_PI;
    if (logarithms.corrected) a[v] -= logarithms.size;
  }
}

/// How the groups' own C are treated.
typedef struct {
  bool training, starts_here;
} comp_update;

/// One C a group: C' = log(exp C + exp A), L = C' - A; of `vectors` (a constant) times 8 groups, of the last 8 of which
/// `last_count` count.
INLINE void lengths_of_vectors(
    code_length_scratch scratch, double *comp, float *length, intptr_t group, group_logarithms logarithms,
    comp_update update, const int vectors, intptr_t last_count) {
  f64x8 a[DOUBLES_AT_ONCE], c[DOUBLES_AT_ONCE], pull[DOUBLES_AT_ONCE];
  sums_of_groups(a, scratch, group, logarithms, vectors);
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    c[v] = load_eight_up_to(comp + group + 8 * v, v == vectors - 1 ? last_count : 8);
    pull[v] = (f64x8){0} - 1;
  }
  if (update.training) {
    f64x8 before[DOUBLES_AT_ONCE], grown[DOUBLES_AT_ONCE];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) before[v] = update.starts_here ? a[v] : c[v];
    log_add(c, before, a, vectors);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) grown[v] = before[v] - c[v];
    exp_side_by_side(pull, grown, vectors);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      pull[v] = update.starts_here ? (f64x8){0} : -pull[v];
      store_eight_up_to(comp + group + 8 * v, c[v], v == vectors - 1 ? last_count : 8);
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    store_eight(scratch.pull + group + 8 * v, pull[v]);
    store_eight(scratch.coupling + group + 8 * v, (f64x8){0});
    store_narrow_up_to(length + group + 8 * v, c[v] - a[v], v == vectors - 1 ? last_count : 8);
  }
}

/// Corrected semantics start every group's C at its first A.
INLINE void lengths_of_groups(
    code_length_scratch scratch, double *comp, float *length, intptr_t groups, group_logarithms logarithms,
    bool training, bool first) {
  // Where C started at this very A, L is log 2 whatever A is.
  const comp_update update = {training, training && first && logarithms.corrected};
  intptr_t group = 0;
  for (; group + 8 * DOUBLES_AT_ONCE <= groups; group += 8 * DOUBLES_AT_ONCE) {
    lengths_of_vectors(scratch, comp, length, group, logarithms, update, DOUBLES_AT_ONCE, 8);
  }
  for (; group < groups; group += 8) {
    const intptr_t count = groups - group < 8 ? groups - group : 8;
    lengths_of_vectors(scratch, comp, length, group, logarithms, update, 1, count);
  }
}

/// One C for all rows, which grows by M = log of the mean of exp A; L stays a row's own.
INLINE void lengths_of_rows_sharing(
    code_length_scratch scratch, double *comp, float *length, intptr_t rows, group_logarithms logarithms, bool training,
    bool first) {
  for (intptr_t row = 0; row < rows; row += 8) {
    f64x8 a;
    sums_of_groups(&a, scratch, row, logarithms, 1);
    store_eight(scratch.coupling + row, a);
  }
  double largest = -__builtin_inf();
  for (intptr_t row = 0; row < rows; row++) {
    if (!(scratch.coupling[row] <= largest)) largest = scratch.coupling[row];
  }
  double sum = 0;
  for (intptr_t row = 0; row < rows; row++) {
    const double a = scratch.coupling[row];
    scratch.pull[row] = double_exp(a - largest);
    sum += scratch.pull[row];
  }
  const double mean = largest + double_log(sum / (double)rows);
  const double before = first ? mean : *comp;
  if (training) *comp = double_log_add(before, mean);
  const double share = !training ? 0 : first ? 1 : double_exp(mean - *comp);
  for (intptr_t row = 0; row < rows; row++) {
    length[row] = (float)(*comp - scratch.coupling[row]);
    scratch.coupling[row] = share * scratch.pull[row] / sum;
    scratch.pull[row] = -1;
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
    lengths_of_groups(scratch, comp, length, groups, logarithms_of(scratch, rows, semantics), training, first);
    return;
  }
  const intptr_t size = rows * columns / groups;
  for (intptr_t group = 0; group < groups; group++) densities_of_group(scratch, group, x + group * size, size, g);
  const group_logarithms logarithms = logarithms_of(scratch, size, semantics);
  if (grouping == GROUPING_ROWS && semantics == SEMANTICS_CORRECTED) {
    lengths_of_rows_sharing(scratch, comp, length, rows, logarithms, training, first);
  } else {
    lengths_of_groups(scratch, comp, length, groups, logarithms, training, first);
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
