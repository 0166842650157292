#pragma once

#include <stddef.h>

/// The number of allocations of the calling thread since it began; always 0 if the C library is not glibc.
///
/// A test executable that links this module has its own `malloc` and related functions, which count and call glibc's.
size_t allocations_of_this_thread(void);
