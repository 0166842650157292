import Coordination
import Plans
import Results
import ResultsTestSupport
import Trials

@testable import Reporting

/// A sweep of two arms over an axis of numbers, six seeds, with what its figures are drawn from.
struct SampleFigures {
  let plan: Plan
  private let outcomes: [TrialIdentifier: TrialOutcome]
  private let curves: (PlannedTrial) -> [String: [CurvePoint]]
  var attempts: [StoredAttempt] = []
  /// The task of the curves, which count steps.
  let task = TaskDescription(
    name: "toy", version: 1, summary: "", settings: [], metrics: [],
    curves: [Curve("trainLoss", unit: "nats", per: .step), Curve("codeLength", unit: "nats", per: .step)])

  /// rn is 2 below none, and one seed of none diverged at 1000.
  ///
  /// - Parameters:
  ///   - change: another value of an arm's seed; nil for the usual one.
  ///   - curves: what a trial recorded.
  ///   - epochs: the setting of that name; nil for trials that have none.
  init(
    columns: [Int] = [1, 10, 100, 1000], epochs: Int? = nil, _ change: (String, Int) -> Double? = { _, _ in nil },
    curves: @escaping (PlannedTrial) -> [String: [CurvePoint]] = Self.curves
  ) {
    plan = samplePlan(
      axes: [
        normalizations("none", "rn"), Axis(name: "classes", values: columns.map(SettingValue.integer)),
      ] + (epochs.map { [Axis(name: "epochs", values: [.integer($0)])] } ?? []), seeds: [1, 2, 3, 4, 5, 6],
      columns: "classes", reference: .text("none"))
    let outcomes = plan.trials.map { trial -> (TrialIdentifier, TrialOutcome) in
      let settings = trial.specification.settings
      let (arm, seed) = (settings["normalization"]?.description ?? "", trial.specification.seed)
      let gain = arm == "rn" ? 2 + Double(seed % 2) / 20 : 0
      let value = change(arm, seed) ?? 10 - gain + Double(seed * 7 % 5) / 10
      let diverged = arm == "none" && seed == 6 && settings["classes"] == .integer(1000)
      return (trial.identifier, diverged ? .diverged(at: 3) : .finished(["testError": value, "score": -value]))
    }
    self.outcomes = Dictionary(uniqueKeysWithValues: outcomes)
    self.curves = curves
    attempts = plan.trials.enumerated().map { Self.attempt($1, at: Double($0 / 2) * 7, on: $0 % 2) }
  }

  /// An attempt of seven seconds at `trial`, by one of two workers.
  static func attempt(_ trial: PlannedTrial, at time: Double, on worker: Int, cause: String? = nil) -> StoredAttempt {
    StoredAttempt(
      trial: trial.identifier, number: 1, worker: "node\(worker)-42-abcdef", host: "node\(worker)", start: "", end: "",
      startTime: 1e9 + time, endTime: 1e9 + time + 7, cause: cause)
  }

  /// A loss that falls, and the code lengths of two layers.
  static func curves(of trial: PlannedTrial) -> [String: [CurvePoint]] {
    let seed = Double(trial.specification.seed)
    return [
      "trainLoss": (1...20).map { CurvePoint(step: $0, value: 3 / Double($0) + seed / 50) },
      "codeLength.fc1": (1...20).map { CurvePoint(step: $0, value: Double($0) + seed / 10) },
      "codeLength.fc2": (1...20).map { CurvePoint(step: $0, value: Double($0) / 2 + seed / 10) },
    ]
  }

  func table() throws -> Table { try Table(of: plan, metrics: outcomes) }

  /// The record, in which every trial took as many seconds as its seed.
  var record: SweepRecord {
    let results = Dictionary(
      uniqueKeysWithValues: plan.trials.compactMap { trial in
        outcomes[trial.identifier].map { (trial.identifier, TrialResult($0, curves: curves(trial))) }
      })
    return SweepRecord(
      plan: plan, results: results,
      seconds: Dictionary(uniqueKeysWithValues: plan.trials.map { ($0.identifier, Double($0.specification.seed)) }),
      counts: TrialCounts(planned: plan.trials.count, waiting: 0, leased: 0, done: plan.trials.count, failed: 0),
      attempts: attempts)
  }

  func source(curve: String? = nil, across: CurveAbscissa = .step) throws -> FigureSource {
    let record = record
    return FigureSource(
      try TableComparison(of: table(), with: .planned), task: task, curve: curve, across: across, record: { record },
      attempts: { record.attempts })
  }

  func figure(_ kind: FigureKind) throws -> Figure { try Figure(kind, of: source()) }
}
