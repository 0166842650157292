import Plans
import Trials

/// The contents of a sweep file, checked against the vocabulary of its task.
struct SweepFile {
  let name: String
  let experiment: any Experiment
  let metric: Metric
  let seeds: [Int]
  let grid: Grid
  let exclusions: [Exclusion]
  let fixed: [String: SettingValue]
  let limits: AttemptLimits
  let layout: TableLayout
  /// What is chosen before the report; nil for a sweep of one stage. Its seeds are then `seeds`.
  let selection: SelectionRule?
  /// Where the task and every setting is stated, for errors that only show when the grid is expanded.
  let places: Places

  /// The places of the parts of a sweep file.
  struct Places {
    let task: Field
    let grid: Field
    /// Where the selection is stated.
    var selection: Field?
    var settings: [String: Field] = [:]
  }
}
