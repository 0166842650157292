// The body for any processor: NEON on arm64; on x86-64 the base instruction set, where a fused multiply-add is a call.
#define BODY_TABLE regnorm_kernels_portable
#include "body.h"
