public import Plans
public import Trials

/// The plan of a made-up task over the full product of `axes`, with the metrics `testError` (%, lower is better) and
/// `score` (higher is better).
public func samplePlan(
  name: String = "toy-sweep", task: String = "toy", axes: [Axis], seeds: [Int], rows: String = "normalization",
  columns: String? = nil, reference: SettingValue? = nil, divergences: DivergenceRule = .exclude,
  zips: [[String]] = [], metric: String = "testError",
  leavingOut: ([String: SettingValue]) -> Bool = { _ in false }
) -> Plan {
  var points: [[String: SettingValue]] = [[:]]
  for axis in axes {
    points = points.flatMap { point in axis.values.map { point.merging([axis.name: $0]) { $1 } } }
  }
  let cells = points.filter { !leavingOut($0) }.enumerated().map { Cell(index: CellIndex($0), coordinates: $1) }
  let metrics = [
    Metric(name: "testError", unit: "%", direction: .minimize, help: "wrong answers on the test set"),
    Metric(name: "score", unit: "", direction: .maximize, help: "the score"),
  ]
  return Plan(
    name: name, task: task, metric: metrics.first { $0.name == metric } ?? metrics[0], metrics: metrics, axes: axes,
    layout: TableLayout(rows: rows, columns: columns, reference: reference, divergences: divergences, zips: zips),
    cells: cells, seeds: seeds,
    trials: seeds.flatMap { seed in
      cells.map { cell in
        PlannedTrial(
          cell: cell.index,
          specification: TrialSpecification(
            task: task, taskVersion: 1, settings: cell.coordinates, seed: seed, data: []))
      }
    })
}

/// The axis `normalization` with these names.
public func normalizations(_ names: String...) -> Axis {
  Axis(name: "normalization", values: names.map(SettingValue.text))
}

/// The axis `classes` with these numbers.
public func classes(_ numbers: Int...) -> Axis {
  Axis(name: "classes", values: numbers.map(SettingValue.integer))
}
