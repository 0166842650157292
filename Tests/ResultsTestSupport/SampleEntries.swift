import Coordination
import Sweeps
import Trials

/// The worker of every sample entry.
public let sampleWorker = WorkerIdentifier("node1-42-abcdef")

/// `sampleWorker` joins, with one slot.
public let sampleJoin = JournalEntry.workerJoined(
  sampleWorker, slots: 1,
  Provenance(
    host: "node1", processor: "AMD EPYC", system: "Linux 6.1", version: "0.1.0", build: "b1", kernels: "avx2"))

/// The result of a sample trial: `testError` as given, and one curve.
public func sampleResult(testError: Double) -> TrialResult {
  TrialResult(
    metrics: ["testError": testError, "score": -testError],
    curves: ["trainLoss": [CurvePoint(step: 1, value: 2.3), CurvePoint(step: 2, value: testError)]])
}

/// What is recorded when `sampleWorker` runs `trial` at its first attempt: lease and result.
public func sampleRun(_ trial: PlannedTrial, testError: Double) throws -> [JournalEntry] {
  let attempt = Attempt(trial: trial.identifier, number: 1)
  return [
    .leased(attempt, to: sampleWorker),
    .accepted(attempt, by: sampleWorker, result: try sampleResult(testError: testError).encoded(), seconds: 2),
  ]
}
