#pragma once

// Random numbers from Philox4x32-10, a counter-based generator: block c of a stream is a function of (key, c) alone.
// J. Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011, doi:10.1145/2063384.2063405.
//
// 16 blocks of 4 words are computed side by side and give 64 numbers: number 64 g + 16 w + l is made of word w of block
// next + 16 g + l. A kernel takes whole groups: 16 blocks for every 64 numbers, rounded up.

typedef uint64_t u64x16 __attribute__((vector_size(128)));

/// 16 blocks: word w of block l is words[w][l].
typedef struct {
  u32x16 words[4];
} random_blocks;

INLINE u32x16 low_half(u64x16 x) { return __builtin_convertvector(x, u32x16); }
INLINE u32x16 high_half(u64x16 x) { return __builtin_convertvector(x >> 32, u32x16); }

/// Ten rounds of Philox over 16 counters of 128 bits, least significant word first.
INLINE random_blocks philox(u32x16 c0, u32x16 c1, u32x16 c2, u32x16 c3, uint64_t key) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++, k0 += 0x9E3779B9, k1 += 0xBB67AE85) {
    const u64x16 product0 = __builtin_convertvector(c0, u64x16) * 0xD2511F53;
    const u64x16 product1 = __builtin_convertvector(c2, u64x16) * 0xCD9E8D57;
    const u32x16 next0 = high_half(product1) ^ c1 ^ k0, next2 = high_half(product0) ^ c3 ^ k1;
    c0 = next0, c1 = low_half(product1), c2 = next2, c3 = low_half(product0);
  }
  return (random_blocks){{c0, c1, c2, c3}};
}

/// The blocks next ... next + 15 of the stream with `key`.
INLINE random_blocks random_blocks_at(uint64_t key, uint64_t next) {
  u64x16 counter = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  counter += next;
  return philox(low_half(counter), high_half(counter), (u32x16){0}, (u32x16){0}, key);
}

/// The upper 24 bits as a number in [0, 1).
INLINE f32x16 unit_interval(u32x16 word) { return __builtin_convertvector((i32x16)(word >> 8), f32x16) * 0x1p-24f; }

/// Writes the first `left` elements of four vectors.
INLINE void store_group(float *y, const f32x16 group[4], intptr_t left) {
  for (intptr_t w = 0; w < 4 && w * LANES < left; w++) {
    store_up_to(y + w * LANES, group[w], left - w * LANES < LANES ? left - w * LANES : LANES);
  }
}

KERNEL(randomUniform) {
  float *y = operands[0];
  uint64_t *stream = operands[1];
  const intptr_t n = dimensions->n;
  const f32x16 low = broadcast((float)constants[0]), width = broadcast((float)(constants[1] - constants[0]));
  for (intptr_t i = 0; i < n; i += 4 * LANES, stream[1] += LANES) {
    const random_blocks blocks = random_blocks_at(stream[0], stream[1]);
    f32x16 group[4];
    for (int w = 0; w < 4; w++) group[w] = fma16(unit_interval(blocks.words[w]), width, low);
    store_group(y + i, group, n - i);
  }
}

/// Two independent standard normals from two words, by Box and Muller. Their size is at most 6.8.
INLINE void standard_normals(u32x16 for_radius, u32x16 for_angle, f32x16 *first, f32x16 *second) {
  const f32x16 unit = fma16(__builtin_convertvector(for_radius, f32x16), broadcast(0x1p-32f), broadcast(0x1p-33f));
  const f32x16 radius = sqrt16(-2.0f * log16(unit));
  const sine_and_cosine angle = sine_and_cosine_of_turns(unit_interval(for_angle));
  *first = radius * angle.cosine;
  *second = radius * angle.sine;
}

KERNEL(randomNormal) {
  float *y = operands[0];
  uint64_t *stream = operands[1];
  const intptr_t n = dimensions->n;
  const f32x16 mean = broadcast((float)constants[0]), deviation = broadcast((float)constants[1]);
  for (intptr_t i = 0; i < n; i += 4 * LANES, stream[1] += LANES) {
    const random_blocks blocks = random_blocks_at(stream[0], stream[1]);
    f32x16 group[4];
    standard_normals(blocks.words[0], blocks.words[1], &group[0], &group[1]);
    standard_normals(blocks.words[2], blocks.words[3], &group[2], &group[3]);
    for (int w = 0; w < 4; w++) group[w] = fma16(group[w], deviation, mean);
    store_group(y + i, group, n - i);
  }
}
