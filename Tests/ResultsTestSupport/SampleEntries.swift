public import Coordination
import Digests
public import Plans
public import Trials

/// The worker of every sample entry.
public let sampleWorker = WorkerIdentifier("node1-42-abcdef")!

/// The journal of every sample entry.
public let sampleJournal = JournalIdentifier("00112233445566778899aabbccddeeff")!

/// `sampleWorker` joins, with one slot.
public let sampleJoin = JournalEntry.workerJoined(
  sampleWorker, slots: 1,
  Provenance(
    host: "node1", processor: "AMD EPYC", system: "Linux 6.1", version: "0.1.0", build: SHA256.hash([]), kernels: "avx2"
  ))

/// The result of a sample trial: the given `testError` and one curve.
public func sampleResult(testError: Double) -> TrialResult {
  TrialResult(
    .finished(["testError": testError, "score": -testError]),
    curves: ["trainLoss": [CurvePoint(step: 1, value: 2.3), CurvePoint(step: 2, value: testError)]])
}

/// The entries of the first attempt of `trial` by `sampleWorker`: lease and result.
public func sampleRun(_ trial: PlannedTrial, testError: Double) throws -> [JournalEntry] {
  let attempt = Attempt(journal: sampleJournal, trial: trial.identifier, number: 1)
  return [
    .leased(attempt, to: sampleWorker),
    .accepted(try VerifiedResult(attempt, sampleResult(testError: testError), seconds: 2), by: sampleWorker),
  ]
}

extension VerifiedResult {
  /// An attempt that finished with `result`. All metrics of the result must be the plan's.
  public init(_ attempt: Attempt, _ result: TrialResult, seconds: Double = 1) throws {
    let bytes = try result.encoded()
    try self.init(
      verifying: FinishedAttempt(attempt: attempt, result: bytes, digest: SHA256.hash(bytes), seconds: seconds),
      metrics: Set(result.metrics.keys))
  }
}
