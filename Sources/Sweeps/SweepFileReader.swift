import Plans
import Trials

/// Reads a sweep file's tree, collecting every error on the way instead of stopping at the first.
///
/// Each part of the language has an extension of its own. A part that cannot be read is reported and becomes nil, so
/// that the other parts are still read.
struct SweepFileReader {
  /// The name of the file in errors.
  let file: String
  /// The tasks that a sweep file can name.
  let experiments: [any Experiment]
  /// The errors so far.
  private(set) var errors: [SweepFileError] = []
  /// The number of mappings merged so far.
  var mergedMappings = 0

  init(file: String, experiments: [any Experiment]) {
    self.file = file
    self.experiments = experiments
  }

  /// The keys of a sweep file, in a readable order.
  static let keys = [
    "name", "task", "metric", "seeds", "select", "report", "grid", "exclude", "fixed", "limits", "table",
  ]

  /// The sweep in `yaml`. `defaultName` is its name if the text states none; nil if the text must state one.
  mutating func read(yaml: String, defaultName: String?) throws(SweepFileErrors) -> SweepFile {
    let root = try Field(yaml: yaml, file: file)
    let sweep = fields(of: root).flatMap { read($0, root: root, defaultName: defaultName) }
    guard let sweep, errors.isEmpty else { throw SweepFileErrors(errors) }
    return sweep
  }

  /// Keys that begin with `x-` hold anchors for the rest of the file.
  private mutating func read(_ entries: [Field], root: Field, defaultName: String?) -> SweepFile? {
    guard !reportForeignKeys(entries) else { return nil }
    let parts = known(entries.filter { !$0.name.hasPrefix("x-") }, among: Self.keys, of: "a sweep file")
    let nameField =
      defaultName == nil
      ? required("name", of: parts, in: root, expected: "a name, which a text from a pipe has to state") : parts["name"]
    let name = nameField.map { self.name($0) } ?? defaultName.flatMap { self.name($0, at: root) }
    let statedSeeds = self.seeds(of: parts, in: root)
    let gridField = required("grid", of: parts, in: root, expected: "axes, each a setting with its values")
    let taskField = required("task", of: parts, in: root, expected: oneOf(experiments.map(\.task.name)))
    guard let taskField, let experiment = experiment(taskField), let gridField else { return nil }

    let task = experiment.task
    var places = SweepFile.Places(task: taskField, grid: gridField)
    let metric = parts["metric"].map { self.metric($0, of: task) } ?? task.metrics.first
    let grid = self.grid(gridField, of: task, places: &places)
    let fixed = parts["fixed"].map { self.fixed($0, of: task, places: &places) } ?? [:]
    requireSettings(of: task, statedAt: places, fixed: parts["fixed"])
    guard let grid else { return nil }
    let selection = parts["select"].flatMap { self.selection($0, report: parts["report"], from: grid, of: task) }
    places.selection = parts["select"]

    let exclusions = parts["exclude"].map { self.exclusions($0, from: grid, of: task) } ?? []
    let limits = parts["limits"].map { self.limits($0) } ?? AttemptLimits()
    let layout = self.layout(parts["table"], over: grid, of: task, selecting: selection?.axes ?? [])
    let seeds = selection?.seeds ?? statedSeeds
    if let seeds { requireSaneSize(of: grid, seeds: seeds.count, at: gridField) }
    guard let name, let seeds, let metric, let fixed, let exclusions, let limits, let layout else { return nil }
    return SweepFile(
      name: name, experiment: experiment, metric: metric, seeds: seeds, grid: grid, exclusions: exclusions,
      fixed: fixed, limits: limits, layout: layout, selection: selection, places: places)
  }

  /// Records an error: `FILE:LINE: KEY: wrong; expected …; did you mean …?`.
  mutating func report(_ field: Field, _ wrong: String, expected: String? = nil, suggestion: String? = nil) {
    let message =
      wrong + (expected.map { "; expected \($0)" } ?? "") + (suggestion.map { "; did you mean \($0)?" } ?? "")
    errors.append(
      SweepFileError(
        file: file, line: field.place.line, column: field.place.column, key: field.key, message: message))
  }
}

extension SweepFileReader {
  /// Records that `name` is none of `names`. The error lists all names if they are few or none is near, else the
  /// nearest.
  mutating func report(_ field: Field, _ wrong: String, name: String, among names: [String]) {
    let nearest = nearestName(to: name, among: names)
    report(field, wrong, expected: nearest == nil || names.count < 8 ? oneOf(names) : nil, suggestion: nearest)
  }
}

/// "a", or "one of a, b, c".
func oneOf(_ names: [String]) -> String {
  names.count == 1 ? names[0] : "one of \(names.joined(separator: ", "))"
}
