import Plans
import Trials
import Yams

/// The parts at the head of a sweep file: name, task, metric, seeds.
extension SweepFileReader {
  /// The sweep's name, which also names the folder of its results.
  mutating func name(_ field: Field) -> String? {
    text(of: field, expected: Self.nameExpectation).flatMap { name($0, at: field) }
  }

  /// `name` if it can name a folder and be shown; reports any other name at `field`.
  mutating func name(_ name: String, at field: Field) -> String? {
    if !name.contains("/"), !name.hasPrefix("."), name == name.printable { return name }
    let file = field.path.isEmpty ? "the file's name " : ""
    report(
      field.path.isEmpty ? field.under("name", node: field.node) : field, "\(file)\(name) cannot name a folder",
      expected: Self.nameExpectation)
    return nil
  }

  private static let nameExpectation = "a name for the folder of results, without / and not beginning with a dot"

  /// The task that the file names.
  mutating func experiment(_ field: Field) -> (any Experiment)? {
    let names = experiments.map(\.task.name)
    guard let name = text(of: field, expected: oneOf(names)) else { return nil }
    do { return try experiments.experiment(named: name) } catch {
      report(field, "\(name) is no task", name: name, among: error.known)
      return nil
    }
  }

  /// The primary metric: its name, or `{name: …, direction: …}`.
  mutating func metric(_ field: Field, of task: TaskDescription) -> Metric? {
    guard case .mapping = field.node else { return metric(named: field, of: task) }
    let entries = fields(of: field) ?? []
    if let goal = entries.first(where: { ["goal", "mode"].contains($0.name) }) {
      let stated = goal.node.scalar.flatMap { scalar in
        Metric.Direction.allCases.first { $0.rawValue.hasPrefix(scalar.string.prefix(3)) && scalar.string.count >= 3 }
      }
      report(goal, "is called direction here", expected: "direction: \(stated?.rawValue ?? "minimize or maximize")")
      return nil
    }
    let parts = known(entries, among: ["name", "direction"], of: "a metric")
    let nameField = required("name", of: parts, in: field, expected: oneOf(task.metrics.map(\.name)))
    let metric = nameField.flatMap { self.metric(named: $0, of: task) }
    guard let directionField = parts["direction"] else { return metric }
    let directions = Metric.Direction.allCases.map(\.rawValue)
    guard let text = text(of: directionField, expected: oneOf(directions)) else { return nil }
    guard let direction = Metric.Direction(rawValue: text) else {
      report(directionField, "\(text) is no direction", name: text, among: directions)
      return nil
    }
    return metric.map {
      Metric(name: $0.name, unit: $0.unit, direction: direction, help: $0.help, on: $0.examples)
    }
  }

  private mutating func metric(named field: Field, of task: TaskDescription) -> Metric? {
    let names = task.metrics.map(\.name)
    guard let name = text(of: field, expected: oneOf(names)) else { return nil }
    if let metric = task.metrics.first(where: { $0.name == name }) { return metric }
    report(field, "\(name) is no metric of \(task.name)", name: name, among: names)
    return nil
  }

  static let seedsExpectation = "a count, a range 1-5 or {from: 1, to: 5}, or a list [1, 2, 3]"

  /// The replicates of a sweep of one stage; nil where `select` and `report` have them. Reports seeds that stand beside a
  /// selection, and a report without one.
  mutating func seeds(of parts: [String: Field], in root: Field) -> [Int]? {
    guard parts["select"] == nil else {
      if let seeds = parts["seeds"] {
        report(
          seeds, "stands beside select", expected: "the seeds of the search in select, those of the table in report")
      }
      return nil
    }
    if let report = parts["report"] {
      self.report(report, "has no select beside it", expected: "select: {by: …, over: […], seeds: …}, or no report")
    }
    return required("seeds", of: parts, in: root, expected: Self.seedsExpectation).flatMap { seeds($0) }
  }

  /// The replicates: a count from 1, a range or a list.
  mutating func seeds(_ field: Field) -> [Int]? {
    guard case .scalar(let scalar) = field.node else {
      let seed = Setting("seed", .integer(0...Int.max), help: "")
      return values(of: field, for: seed)?.compactMap { if case .integer(let seed) = $0 { seed } else { nil } }
    }
    let ends = scalar.string.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if ends.count == 2, let first = ends[0], let last = ends[1] {
      guard first <= last, last - first < Plan.maximumTrials else {
        report(field, "\(scalar.string) is no range of seeds", expected: Self.seedsExpectation)
        return nil
      }
      return Array(first...last)
    }
    guard let count = Int(scalar.string), (1...Plan.maximumTrials).contains(count) else {
      report(
        field, "\(field.kind) is no count of seeds from 1 to \(Plan.maximumTrials)", expected: Self.seedsExpectation)
      return nil
    }
    return Array(1...count)
  }
}
