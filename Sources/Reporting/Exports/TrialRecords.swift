import Plans
import Results
import Trials

/// A record a trial of a sweep.
struct TrialRecords {
  private let sweep: StoredSweep
  private let task: TaskDescription?
  /// The axes first, then the other settings in alphabetical order.
  private let settings: [String]

  init(of sweep: StoredSweep, task: TaskDescription?) {
    self.sweep = sweep
    self.task = task
    let axes = sweep.plan.axes.map(\.name)
    let all = sweep.models.reduce(into: Set<String>()) { names, model in
      names.formUnion(Self.settings(of: model.specification, of: task).keys)
    }
    settings = axes.filter(all.contains) + all.subtracting(axes).sorted()
  }

  func write(as format: RecordFormat, to write: (String) throws -> Void) throws -> [DamagedResult] {
    let metrics = sweep.plan.metrics.map(\.name)
    // A setting and a metric may have one name, and either may have that of a field.
    var taken = Set(Self.before + Self.after)
    let settingNames = settings.map { taken.insert($0).inserted ? $0 : "setting.\($0)" }
    let metricNames = metrics.map { taken.insert($0).inserted ? $0 : "metric.\($0)" }
    let names = Self.before + settingNames + metricNames + Self.after
    try write(format.heading(names))
    return try sweep.forEachTrial(as: TrialOutcome.init(encoded:)) { stored in
      let specification = stored.trial.specification
      let values = Self.settings(of: specification, of: task)
      let outcome = stored.accepted?.value
      var record: [JSONValue] = [
        .text("\(stored.trial.identifier)"), .integer(stored.trial.cell.number), .integer(specification.seed),
      ]
      record += settings.map { values[$0].map(JSONValue.init) ?? .null }
      record += metrics.map { outcome?[$0].map(JSONValue.number) ?? .null }
      record += [
        outcome.map { .boolean($0.hasDiverged) } ?? .null, divergence(outcome),
        stored.accepted.map { .number($0.seconds) } ?? .null, stored.accepted.map { .text($0.host) } ?? .null,
        .text(stored.state.rawValue), .integer(stored.attempts),
        stored.accepted.map { .text("\($0.digest)") } ?? .null,
      ]
      try write(format.record(names, record))
    }
  }

  private static let before = ["trial", "cell", "seed"]
  private static let after = ["diverged", "divergedAt", "seconds", "host", "state", "attempts", "digest"]

  private func divergence(_ outcome: TrialOutcome?) -> JSONValue {
    if case .diverged(let step?) = outcome { .integer(step) } else { .null }
  }

  private static func settings(
    of specification: TrialSpecification, of task: TaskDescription?
  ) -> [String: SettingValue] {
    task?.completed(specification.settings) ?? specification.settings
  }
}
