// exp, log, sine and cosine of single doubles for callers outside the kernels. One body is enough, since no loop over
// arrays calls them.
#include <stdbool.h>
#include <string.h>

#include "CKernels.h"

#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"
#include "mathematics.h"

double regnorm_exp(double x) { return double_exp(x); }

double regnorm_log(double x) { return double_log(x); }

double regnorm_sin(double x) { return double_sin(x); }

double regnorm_cos(double x) { return double_cos(x); }
