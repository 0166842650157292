// One block of Philox at a time, for draws in Swift. `random.h` computes 16 blocks side by side for the kernels.
#include "CKernels.h"

regnorm_philox_words regnorm_philox(uint64_t key, uint64_t counter) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  uint32_t c0 = (uint32_t)counter, c1 = (uint32_t)(counter >> 32), c2 = 0, c3 = 0;
  for (int round = 0; round < 10; round++, k0 += 0x9E3779B9, k1 += 0xBB67AE85) {
    const uint64_t product0 = (uint64_t)c0 * 0xD2511F53, product1 = (uint64_t)c2 * 0xCD9E8D57;
    c0 = (uint32_t)(product1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(product0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)product1;
    c3 = (uint32_t)product0;
  }
  return (regnorm_philox_words){{c0, c1, c2, c3}};
}
