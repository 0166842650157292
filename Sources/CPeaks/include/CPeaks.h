#pragma once

#include <stdint.h>

/// Runs `rounds` of independent fused multiply-adds in registers, in the processor's widest vectors of at most `lanes`
/// floats, and returns the number of floating-point operations. No matrix product of such vectors can be faster. On
/// arm64 vectors have four lanes.
///
/// Before x86-64-v3, which has no fused multiply-add, each is a multiplication and an addition.
double regnorm_multiply_add(int64_t rounds, int32_t lanes);
