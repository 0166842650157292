import Plans
import Trials

/// What is chosen before the report: `select`, and `report` with the seeds of what is reported.
extension SweepFileReader {
  /// The selection that `field` and `report` state; reports what keeps it from being one.
  mutating func selection(
    _ field: Field, report: Field?, from grid: Grid, of task: TaskDescription
  ) -> SelectionRule? {
    guard let entries = fields(of: field) else { return nil }
    let parts = known(entries, among: ["by", "over", "seeds"], of: "a selection")
    let metrics = task.metrics.filter { $0.examples == .validation }.map(\.name)
    let metric = required("by", of: parts, in: field, expected: oneOf(metrics)).flatMap {
      validationMetric($0, of: task)
    }
    let axes = required("over", of: parts, in: field, expected: "a list of axes: [learningRate]").flatMap {
      chosenAxes($0, from: grid)
    }
    let seeds = required("seeds", of: parts, in: field, expected: Self.seedsExpectation).flatMap { self.seeds($0) }
    guard let report else {
      self.report(
        field, "has no report beside it", expected: "report: {seeds: 101-110}, seeds that select does not see")
      return nil
    }
    let reported = fields(of: report).map { known($0, among: ["seeds"], of: "a report") }
    let seedsField = reported.flatMap { required("seeds", of: $0, in: report, expected: Self.seedsExpectation) }
    let reportSeeds = seedsField.flatMap { self.seeds($0) }
    guard let metric, let axes, let seeds, let reportSeeds else { return nil }
    if let seedsField, let both = reportSeeds.first(where: Set(seeds).contains) {
      self.report(seedsField, "has seed \(both), which select has too", expected: "fresh seeds")
      return nil
    }
    return SelectionRule(metric: metric, axes: axes, seeds: seeds, reportSeeds: reportSeeds)
  }

  /// A metric that is measured on validation examples; reports every other one.
  private mutating func validationMetric(_ field: Field, of task: TaskDescription) -> Metric? {
    let names = task.metrics.filter { $0.examples == .validation }.map(\.name)
    guard let name = text(of: field, expected: oneOf(names)) else { return nil }
    guard let metric = task.metrics.first(where: { $0.name == name }) else {
      self.report(field, "\(name) is no metric of \(task.name)", name: name, among: names)
      return nil
    }
    guard metric.examples == .validation else {
      self.report(
        field, "\(name) is measured on \(metric.examples) examples, by which nothing may be selected",
        expected: oneOf(names))
      return nil
    }
    return metric
  }

  /// Axes of `grid`, at least one, with all that advance together with them, and not all there are.
  private mutating func chosenAxes(_ field: Field, from grid: Grid) -> [String]? {
    guard let items = items(of: field, expected: "a list of axes: [learningRate]") else { return nil }
    let names = grid.axes.map(\.name)
    var chosen: [String] = []
    for item in items {
      guard let name = text(of: item, expected: oneOf(names)) else { return nil }
      guard names.contains(name), !chosen.contains(name) else {
        self.report(
          item, names.contains(name) ? "is stated twice" : "\(name) is no axis of this grid", name: name, among: names)
        return nil
      }
      chosen.append(name)
    }
    for names in grid.dimensions.map(\.names) where names.contains(where: chosen.contains) {
      if let other = names.first(where: { !chosen.contains($0) }) {
        self.report(field, "leaves out \(other), which advances together with what is chosen", expected: "all of a zip")
        return nil
      }
    }
    guard !chosen.isEmpty, chosen.count < names.count else {
      self.report(
        field, chosen.isEmpty ? "has no axis" : "chooses over every axis",
        expected: "some of the axes, so that arms are left")
      return nil
    }
    return chosen
  }
}
