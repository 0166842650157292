import Plans
import Trials

/// What a sweep file says, read and checked against the vocabulary of its task.
struct SweepFile {
  let name: String
  let experiment: any Experiment
  let metric: Metric
  let seeds: [Int]
  let grid: Grid
  let exclusions: [Exclusion]
  let fixed: [String: SettingValue]
  let layout: TableLayout
  /// What is chosen before the report; nil for a sweep of one stage. Its seeds are then `seeds`.
  let selection: SelectionRule?
  /// Where the task and every setting is stated, for errors that only show when the grid is expanded.
  let places: Places

  /// Where the parts of a sweep file are written.
  struct Places {
    let task: Field
    let grid: Field
    /// Where the selection is stated.
    var selection: Field?
    var settings: [String: Field] = [:]
  }
}
