public import Plans
import Trials

/// A plan of `normalization` × `semantics` with two seeds. `none` does not use the semantics, so that its second cell
/// has the trials of its first.
public func sharedCellPlan() -> Plan {
  let plan = samplePlan(
    axes: [
      normalizations("none", "rn"), Axis(name: "semantics", values: [.text("published"), .text("corrected")]),
    ], seeds: [1, 2], columns: "semantics")
  return Plan(
    name: plan.name, task: plan.task, metric: plan.metric, metrics: plan.metrics, axes: plan.axes, layout: plan.layout,
    cells: plan.cells.map { cell in
      cell.index == CellIndex(1)
        ? Cell(index: CellIndex(1), coordinates: cell.coordinates, sameAs: CellIndex(0)) : cell
    }, seeds: plan.seeds, trials: plan.trials.filter { $0.cell != CellIndex(1) })
}
