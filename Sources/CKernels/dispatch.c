// The choice of the body, and the loop that runs a program.
#include <stdatomic.h>

#include "bodies.h"

static bool can_run(KernelBody body) {
  switch (body) {
    case KernelBody_portable: return true;
#if defined(__x86_64__)
    case KernelBody_avx2: __builtin_cpu_init(); return __builtin_cpu_supports("x86-64-v3");
    case KernelBody_avx512: __builtin_cpu_init(); return __builtin_cpu_supports("x86-64-v4");
#endif
    default: return false;
  }
}

static const regnorm_kernel *table_of(KernelBody body) {
  switch (body) {
#if defined(__x86_64__)
    case KernelBody_avx2: return regnorm_kernels_avx2;
    case KernelBody_avx512: return regnorm_kernels_avx512;
#endif
    default: return regnorm_kernels_portable;
  }
}

static KernelBody widest_body(void) {
  if (can_run(KernelBody_avx512)) return KernelBody_avx512;
  if (can_run(KernelBody_avx2)) return KernelBody_avx2;
  return KernelBody_portable;
}

/// The body that `regnorm_use_body` chose for this thread; -1 if it chose none.
static _Thread_local int32_t chosen_body = -1;

/// The widest body that the processor runs; -1 before the first query. Threads that query at the same time find the
/// same body.
static _Atomic int32_t widest_known = -1;

KernelBody regnorm_body(void) {
  if (chosen_body >= 0) return (KernelBody)chosen_body;
  const int32_t body = atomic_load_explicit(&widest_known, memory_order_relaxed);
  if (body >= 0) return (KernelBody)body;
  const KernelBody widest = widest_body();
  atomic_store_explicit(&widest_known, (int32_t)widest, memory_order_relaxed);
  return widest;
}

bool regnorm_use_body(KernelBody body) {
  if (!can_run(body)) return false;
  chosen_body = (int32_t)body;
  return true;
}

const char *regnorm_body_name(KernelBody body) {
  switch (body) {
    case KernelBody_portable: return "portable";
    case KernelBody_avx2: return "avx2";
    case KernelBody_avx512: return "avx512";
  }
}

regnorm_kernel regnorm_kernel_for(Opcode opcode) { return table_of(regnorm_body())[opcode]; }

void regnorm_run(const regnorm_instruction *instructions, size_t count) {
  for (const regnorm_instruction *end = instructions + count; instructions < end; instructions++) {
    instructions->kernel(instructions->operands, instructions->dimensions, instructions->constants);
  }
}
