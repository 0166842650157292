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
  /// The places of the task and of every stated setting, for errors that show only when the grid is expanded.
  let places: Places

  /// The places of the parts of a sweep file.
  struct Places {
    let task: Field
    let grid: Field
    var settings: [String: Field] = [:]
  }
}
