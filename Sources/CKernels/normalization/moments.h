#pragma once

// Means and squared deviations.

/// The number of elements whose lane sums stay in single precision before they are widened.
#define SUM_BLOCK 1024

typedef struct {
  double mean;
  double square;  // the sum of squared deviations from the mean
} moments;

/// The number of blocks that are summed side by side, because each sum is a chain of additions that waits for itself.
enum { BLOCKS_AT_ONCE = 4 };

/// Mean and squared deviations of `blocks` (a constant) blocks of n <= SUM_BLOCK elements, `distance` from each other,
/// in two passes while the blocks are in the first-level cache.
INLINE void moments_of_blocks(moments *results, const float *x, intptr_t n, intptr_t distance, const int blocks) {
  const intptr_t whole = n / LANES * LANES, rest = n - whole;
  f64x16 rough[BLOCKS_AT_ONCE];
  f32x16 centre[BLOCKS_AT_ONCE], sum[BLOCKS_AT_ONCE], square[BLOCKS_AT_ONCE];
#pragma clang loop unroll(full)
  for (int b = 0; b < blocks; b++) rough[b] = (f64x16){0};
  for (intptr_t i = 0; i < whole; i += LANES) {
#pragma clang loop unroll(full)
    for (int b = 0; b < blocks; b++) rough[b] += widen(load(x + b * distance + i));
  }
#pragma clang loop unroll(full)
  for (int b = 0; b < blocks; b++) {
    if (rest) rough[b] += widen(load_partial(x + b * distance + whole, rest));
    centre[b] = broadcast((float)(sum_of_lanes(rough[b]) / (double)n));
    sum[b] = square[b] = broadcast(0);
  }
  for (intptr_t i = 0; i < whole; i += LANES) {
#pragma clang loop unroll(full)
    for (int b = 0; b < blocks; b++) {
      const f32x16 deviation = load(x + b * distance + i) - centre[b];
      sum[b] += deviation;
      square[b] = fma16(deviation, deviation, square[b]);
    }
  }
#pragma clang loop unroll(full)
  for (int b = 0; b < blocks; b++) {
    if (rest) {
      const f32x16 deviation = fill_after(load_partial(x + b * distance + whole, rest) - centre[b], rest, 0);
      sum[b] += deviation;
      square[b] = fma16(deviation, deviation, square[b]);
    }
    const double offset = sum_of_lanes(widen(sum[b])) / (double)n;
    results[b] = (moments){.mean = (double)centre[b][0] + offset,
                           .square = sum_of_lanes(widen(square[b])) - offset * offset * (double)n};
  }
}

/// Merges a block of `count` elements into the moments of the `before` elements (Chan, Golub and LeVeque 1979).
INLINE void merge_block(moments *all, moments block, intptr_t before, intptr_t count) {
  const double after = (double)(before + count), step = block.mean - all->mean;
  all->mean += step * (double)count / after;
  all->square += block.square + step * step * (double)before * (double)count / after;
}

/// Fills the moments of the next whole blocks, up to BLOCKS_AT_ONCE, or else of the rest. Returns the number of blocks.
INLINE int moments_of_next_blocks(moments *blocks, const float *x, intptr_t n) {
  switch (n / SUM_BLOCK) {
    case 0: moments_of_blocks(blocks, x, n, 0, 1); return 1;
    case 1: moments_of_blocks(blocks, x, SUM_BLOCK, 0, 1); return 1;
    case 2: moments_of_blocks(blocks, x, SUM_BLOCK, SUM_BLOCK, 2); return 2;
    case 3: moments_of_blocks(blocks, x, SUM_BLOCK, SUM_BLOCK, 3); return 3;
    default: moments_of_blocks(blocks, x, SUM_BLOCK, SUM_BLOCK, BLOCKS_AT_ONCE); return BLOCKS_AT_ONCE;
  }
}

/// Mean and squared deviations of n elements, blocks merged in order.
INLINE moments moments_of(const float *x, intptr_t n) {
  moments all = {0, 0}, blocks[BLOCKS_AT_ONCE];
  for (intptr_t start = 0; start < n;) {
    const int found = moments_of_next_blocks(blocks, x + start, n - start);
    for (int b = 0; b < found; b++) {
      const intptr_t count = n - start < SUM_BLOCK ? n - start : SUM_BLOCK;
      merge_block(&all, blocks[b], start, count);
      start += count;
    }
  }
  return all;
}

/// Mean and squared deviations of `rows` (a constant) rows of n elements, side by side where a row is one block.
INLINE void moments_of_rows(moments *results, const float *x, intptr_t n, const int rows) {
  if (n > SUM_BLOCK) {
    for (int r = 0; r < rows; r++) results[r] = moments_of(x + r * n, n);
    return;
  }
  moments blocks[BLOCKS_AT_ONCE];
  moments_of_blocks(blocks, x, n, n, rows);
  for (int r = 0; r < rows; r++) {
    results[r] = (moments){0, 0};
    merge_block(&results[r], blocks[r], 0, n);
  }
}
