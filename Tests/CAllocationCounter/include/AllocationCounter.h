#pragma once

#include <stddef.h>

/// How often the calling thread has asked for memory since it began; always 0 where the C library is not glibc.
///
/// A test executable that links this module has its own `malloc` and relatives, which count and pass on to glibc's.
size_t allocations_of_this_thread(void);
