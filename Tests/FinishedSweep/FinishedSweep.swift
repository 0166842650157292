import Coordination
import Digests
import Plans
import Results
import ResultsTestSupport
import Trials

/// Gives every waiting trial of the plan in the given directory a made-up result, as large as a short trial's. For
/// measurements of large sweeps.
@main
enum FinishedSweep {
  private static let trialsAtOnce = 1_000

  static func main() throws {
    let store = try ResultStore(writingTo: CommandLine.arguments[1])
    let plan = try store.plan()
    let journal = try store.identifier
    try store.append([sampleJoin])
    let waiting = try store.records().filter { $0.value.state == .waiting }
    var entries: [JournalEntry] = []
    for trial in plan.trials where waiting[trial.identifier] != nil {
      let last = waiting[trial.identifier]?.lastAttempt ?? 0
      let attempt = Attempt(journal: journal, trial: trial.identifier, number: last + 1)
      entries.append(.leased(attempt, to: sampleWorker))
      entries.append(.accepted(try VerifiedResult(attempt, result(of: trial, in: plan), seconds: 2), by: sampleWorker))
      if entries.count >= 2 * trialsAtOnce {
        try store.append(entries)
        entries.removeAll()
      }
    }
    try store.append(entries)
  }

  /// Values with a standard deviation of 0.29, a curve of thirty epochs, and means that differ by 0.05 from a row of the table
  /// to the next.
  private static func result(of trial: PlannedTrial, in plan: Plan) -> TrialResult {
    let noise = Double(trial.identifier.digest.bytes[0]) / 256
    let value = 5 + 0.05 * Double(trial.cell.number / 10) + noise
    let curve = (1...30).map { CurvePoint(step: $0, value: value + noise / Double($0 * $0)) }
    return TrialResult(
      .finished(Dictionary(uniqueKeysWithValues: plan.metrics.map { ($0.name, value) })), curves: ["trainLoss": curve])
  }
}
