#pragma once

// Regularity normalization: the code length of a batch under a Gaussian that remembers all earlier batches.
//
// history  double[]: mean m, standard deviation s, count n, then C, the log of the universal code's normalizer, once a
//          group (once in all for rows under corrected semantics).
// groups   what one A sums over: all elements, the columns of each row, or the rows of each column.
// scratch  double[]: values for the gradient; see `code_length_scratch`.

enum { SEMANTICS_PUBLISHED, SEMANTICS_CORRECTED };
enum { HISTORY_MEAN, HISTORY_DEVIATION, HISTORY_COUNT, HISTORY_COMP };

#define HALF_LOG_TWO_PI 0.91893853320467274178

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

/// Merges a batch into the history's mean, deviation and count, and leaves values for the gradient in the header.
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

/// The logarithms that enter every group's A: of the density's scale and, under corrected semantics, of the group's
/// size.
typedef struct {
  double deviation, size;
  bool corrected;
} group_logarithms;

INLINE group_logarithms logarithms_of(code_length_scratch scratch, intptr_t size, intptr_t semantics) {
  return (group_logarithms){
      double_log(scratch.header[HEADER_DEVIATION]), double_log((double)size), semantics == SEMANTICS_CORRECTED};
}

/// A of `vectors` (a constant) times 8 groups. The arrays are padded, and results of the padding are not used.
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

/// The treatment of each group's own C.
typedef struct {
  bool training, starts_here;
} comp_update;

/// One C a group: C' = log(exp C + exp A), L = C' - A; of `vectors` (a constant) times 8 groups; of the last 8,
/// `last_count` are valid.
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

/// Under corrected semantics every group's C starts at its first A.
INLINE void lengths_of_groups(
    code_length_scratch scratch, double *comp, float *length, intptr_t groups, group_logarithms logarithms,
    bool training, bool first) {
  // If C starts at this A, L is log 2 whatever A is.
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

/// One C for all rows, which grows by M = log of the mean of exp A. Every row keeps its own L.
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

KERNEL(codeLength) {
  WITHOUT_CONSTANTS;
  double *history = operands[0];
  float *length = operands[2];
  const float *x = operands[3];
  const intptr_t rows = dimensions->rows, columns = dimensions->columns;
  const intptr_t grouping = dimensions->grouping, semantics = dimensions->semantics;
  const bool training = dimensions->training, first = history[HISTORY_COUNT] == 0;
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

KERNEL(gainLength) {
  WITHOUT_CONSTANTS;
  double *seen = operands[0];
  float *length = operands[1];
  if (dimensions->training) *seen += 1;
  *length = (float)double_log(*seen + 1);
}
