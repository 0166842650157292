import Glibc
import Testing

@testable import WorkerHost

/// How the end of a slot's process, and a signal to its worker, are interpreted.
@Suite struct SlotEndingTests {
  @Test func theKernelsCountOfProcessesEndedForMemoryIsRead() {
    #expect(MemoryKills.count(in: "nr_free_pages 1\noom_kill 12\nunevictable_pgs_culled 0\n") == 12)
    #expect(MemoryKills.count(in: "nr_free_pages 1\n") == nil)
  }

  @Test func P12_aBatchSystemsSignalIsAPreemptionAndAPersonsIsNot() {
    let job = ["SLURM_JOB_ID": "7"]
    for signal in [SIGUSR1, SIGUSR2] { #expect(PreemptionSignal.isMeant(by: signal, in: [:])) }
    for signal in [SIGTERM, SIGHUP] {
      #expect(PreemptionSignal.isMeant(by: signal, in: job))
      #expect(!PreemptionSignal.isMeant(by: signal, in: [:]))
    }
    #expect(!PreemptionSignal.isMeant(by: SIGINT, in: job))
  }
}
