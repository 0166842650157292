#pragma once

#include <stdint.h>

/// Runs `rounds` of independent fused multiply-adds that never leave the registers, as wide as the processor has them,
/// and returns how many floating-point operations that was: the rate that no product can pass.
///
/// Without fused multiply-add (x86-64 before v3) each is a multiplication and an addition.
double regnorm_multiply_add(int64_t rounds);
