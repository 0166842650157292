#pragma once

#include <stdint.h>

/// Runs `rounds` of independent fused multiply-adds in registers, at the processor's full width, and returns the number
/// of floating-point operations. No matrix product can be faster.
///
/// Before x86-64-v3, which has no fused multiply-add, each is a multiplication and an addition.
double regnorm_multiply_add(int64_t rounds);
