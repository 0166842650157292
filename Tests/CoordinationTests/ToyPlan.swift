import Coordination
import Digests
import Plans
import Trials

/// A plan of `cells` × `seeds` trials of a task that nobody trains.
func toyPlan(cells: Int, seeds: Int) -> Plan {
  let metric = Metric(name: "value", unit: "", direction: .minimize, help: "a number")
  let values = (0..<cells).map { SettingValue.integer($0) }
  return Plan(
    name: "toy", task: "toy", metric: metric, metrics: [metric], axes: [Axis(name: "size", values: values)],
    layout: TableLayout(rows: "size", columns: nil, reference: nil),
    cells: values.enumerated().map { Cell(index: CellIndex($0.offset), coordinates: ["size": $0.element]) },
    seeds: Array(1...seeds),
    trials: (1...seeds).flatMap { seed in
      values.enumerated().map { index, value in
        PlannedTrial(
          cell: CellIndex(index),
          specification: TrialSpecification(
            task: "toy", taskVersion: 1, settings: ["size": value], seed: seed, data: []))
      }
    })
}

/// The bytes that every honest worker computes for `trial`.
func toyResult(of trial: TrialIdentifier, shift: Double = 0) throws -> [UInt8] {
  try TrialResult(.finished(["value": Double(trial.digest.bytes[0]) + shift])).encoded()
}

let toyProvenance = Provenance(
  host: "host", processor: "processor", system: "system", version: "1", build: SHA256.hash([]), kernels: "portable")

let toyJournal = JournalIdentifier("00112233445566778899aabbccddeeff")!

extension FinishedAttempt {
  /// An attempt that finished with `result`, which has its own digest.
  init(_ attempt: Attempt, _ result: [UInt8], seconds: Double = 1) {
    self.init(attempt: attempt, result: result, digest: SHA256.hash(result), seconds: seconds)
  }
}
