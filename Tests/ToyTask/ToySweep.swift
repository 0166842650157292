public import Plans
import Trials

/// A plan of toy trials: one cell for each behaviour, with `seeds` seeds each.
public func toySweep(behaviours: [ToyExperiment.Behaviour], seeds: Int, milliseconds: Int) throws -> Plan {
  let experiment = ToyExperiment()
  let values = behaviours.map { SettingValue.text($0.rawValue) }
  return Plan(
    name: "toy", task: "toy", metric: experiment.task.metrics[0], metrics: experiment.task.metrics,
    axes: [Axis(name: "behaviour", values: values)],
    layout: TableLayout(rows: "behaviour", columns: nil, reference: nil),
    cells: values.enumerated().map { Cell(index: CellIndex($0.offset), coordinates: ["behaviour": $0.element]) },
    seeds: Array(1...seeds),
    trials: try (1...seeds).flatMap { seed in
      try values.enumerated().map { index, value in
        PlannedTrial(
          cell: CellIndex(index),
          specification: try experiment.specification(
            ["behaviour": value, "milliseconds": .integer(milliseconds)], seed: seed))
      }
    })
}
