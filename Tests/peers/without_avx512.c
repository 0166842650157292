// Preloaded into a program on x86-64 Linux, hides AVX-512 and AMX from it. The processor refuses the instruction CPUID, and
// the handler of the refusal answers without these bits. Linux names the ability `cpuid_fault` in /proc/cpuinfo. The C
// library has chosen its own string functions before. Exits with 99 where the processor cannot refuse.
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define BIT(n) (UINT32_C(1) << (n))

static int permit_cpuid(int permitted) {
  const int arch_set_cpuid = 0x1012;
  return (int)syscall(SYS_arch_prctl, arch_set_cpuid, permitted);
}

static void answer(int number, siginfo_t *info, void *context) {
  (void)info;
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  const uint8_t *instruction = (const uint8_t *)registers[REG_RIP];
  if (instruction[0] != 0x0f || instruction[1] != 0xa2) {
    // Another fault: the instruction runs again and ends the program.
    signal(number, SIG_DFL);
    return;
  }
  uint32_t a = (uint32_t)registers[REG_RAX], b, c = (uint32_t)registers[REG_RCX], d;
  const uint32_t leaf = a, part = c;
  permit_cpuid(1);
  __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  permit_cpuid(0);
  if (leaf == 7 && part == 0) {
    b &= ~(BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31));
    c &= ~(BIT(1) | BIT(6) | BIT(11) | BIT(12) | BIT(14));
    d &= ~(BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25));
  } else if (leaf == 7 && part == 1) {
    a &= ~BIT(5);
  }
  registers[REG_RAX] = a;
  registers[REG_RBX] = b;
  registers[REG_RCX] = c;
  registers[REG_RDX] = d;
  registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void hide(void) {
  struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};
  sigaction(SIGSEGV, &action, 0);
  if (permit_cpuid(0) != 0) _exit(99);
}
