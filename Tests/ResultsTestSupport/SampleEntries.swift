import Coordination
import Digests
import Sweeps
import Trials

/// The worker of every sample entry.
public let sampleWorker = WorkerIdentifier("node1-42-abcdef")!

/// The journal of every sample entry.
public let sampleJournal = JournalIdentifier("00112233445566778899aabbccddeeff")!

/// `sampleWorker` joins, with one slot.
public let sampleJoin = JournalEntry.workerJoined(
  sampleWorker, slots: 1,
  Provenance(
    host: "node1", processor: "AMD EPYC", system: "Linux 6.1", version: "0.1.0", build: "b1", kernels: "avx2"))

/// The result of a sample trial: `testError` as given, and one curve.
public func sampleResult(testError: Double) -> TrialResult {
  TrialResult(
    .finished(["testError": testError, "score": -testError]),
    curves: ["trainLoss": [CurvePoint(step: 1, value: 2.3), CurvePoint(step: 2, value: testError)]])
}

/// What is recorded when `sampleWorker` runs `trial` at its first attempt: lease and result.
public func sampleRun(_ trial: PlannedTrial, testError: Double) throws -> [JournalEntry] {
  let attempt = Attempt(journal: sampleJournal, trial: trial.identifier, number: 1)
  return [
    .leased(attempt, to: sampleWorker),
    .accepted(
      FinishedAttempt(attempt, result: try sampleResult(testError: testError).encoded(), seconds: 2), by: sampleWorker),
  ]
}

extension FinishedAttempt {
  /// An attempt that finished with `result`, which has its own digest.
  public init(_ attempt: Attempt, result: [UInt8], seconds: Double = 1) {
    self.init(attempt: attempt, result: result, digest: SHA256.hash(result), seconds: seconds)
  }
}
