// exp and log of single doubles for callers outside the kernels. One body is enough: they are not for loops.
#include <stdbool.h>
#include <string.h>

#include "CKernels.h"

#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"
#include "mathematics.h"

double regnorm_exp(double x) { return double_exp(x); }

double regnorm_log(double x) { return double_log(x); }
