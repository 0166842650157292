#pragma once

// Takes apart, and puts together, a few rows that are interleaved element by element: in registers where an instruction
// picks lanes from two vectors.

/// The most rows.
enum { WAYS_LIMIT = 4 };

#if BODY_AVX512
/// rows[k][i] = interleaved[i ways + k] for k < ways (a constant), i < n.
INLINE void take_apart_ways(float *rows, const float *interleaved, intptr_t n, intptr_t row, const int ways) {
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    f32x16 table[PICKED_VECTORS] = {{0}};
    for (int v = 0; v < ways; v++) {
      const intptr_t left = count * ways - v * LANES;
      if (left > 0) table[v] = load_up_to(interleaved + i * ways + v * LANES, left < LANES ? left : LANES);
    }
    for (int k = 0; k < ways; k++) store_up_to(rows + k * row + i, pick(table, lane_numbers() * ways + k), count);
  }
}

/// interleaved[i ways + k] = rows[k][i] for k < ways (a constant), i < n.
INLINE void put_together_ways(float *interleaved, const float *rows, intptr_t n, intptr_t row, const int ways) {
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    f32x16 table[PICKED_VECTORS] = {{0}};
    for (int k = 0; k < ways; k++) table[k] = load_up_to(rows + k * row + i, count);
    for (int v = 0; v < ways; v++) {
      const i32x16 place = lane_numbers() + v * LANES, step = place / ways;
      const intptr_t left = count * ways - v * LANES;
      if (left <= 0) break;
      store_up_to(
          interleaved + i * ways + v * LANES, pick(table, (place - step * ways) * LANES + step),
          left < LANES ? left : LANES);
    }
  }
}
#else
/// rows[k][i] = interleaved[i ways + k] for k < ways (a constant), i < n.
INLINE void take_apart_ways(float *rows, const float *interleaved, intptr_t n, intptr_t row, const int ways) {
  for (intptr_t i = 0; i < n; i++) {
    for (int k = 0; k < ways; k++) rows[k * row + i] = interleaved[i * ways + k];
  }
}

/// interleaved[i ways + k] = rows[k][i] for k < ways (a constant), i < n.
INLINE void put_together_ways(float *interleaved, const float *rows, intptr_t n, intptr_t row, const int ways) {
  for (intptr_t i = 0; i < n; i++) {
    for (int k = 0; k < ways; k++) interleaved[i * ways + k] = rows[k * row + i];
  }
}
#endif

/// rows[k][i] = interleaved[i ways + k] for k < ways <= WAYS_LIMIT, i < n.
INLINE void take_apart(float *rows, const float *interleaved, intptr_t n, intptr_t row, intptr_t ways) {
  switch (ways) {
    case 1: take_apart_ways(rows, interleaved, n, row, 1); break;
    case 2: take_apart_ways(rows, interleaved, n, row, 2); break;
    case 3: take_apart_ways(rows, interleaved, n, row, 3); break;
    case 4: take_apart_ways(rows, interleaved, n, row, 4); break;
  }
}

/// interleaved[i ways + k] = rows[k][i] for k < ways <= WAYS_LIMIT, i < n.
INLINE void put_together(float *interleaved, const float *rows, intptr_t n, intptr_t row, intptr_t ways) {
  switch (ways) {
    case 1: put_together_ways(interleaved, rows, n, row, 1); break;
    case 2: put_together_ways(interleaved, rows, n, row, 2); break;
    case 3: put_together_ways(interleaved, rows, n, row, 3); break;
    case 4: put_together_ways(interleaved, rows, n, row, 4); break;
  }
}
