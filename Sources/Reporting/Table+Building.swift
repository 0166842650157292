public import Digests
import OperatingSystem
public import Plans
public import Results
import Statistics
public import Trials

extension Table {
  /// Lays out the table of `plan`, and compares the cells of every line.
  ///
  /// - Parameters:
  ///   - metrics: the outcomes of the trials that have a result.
  ///   - damaged: the damaged results, which the notes name.
  ///   - builds: the digests of the programs that computed the results, which the notes name.
  ///   - metric: the metric's name; nil for the sweep's own.
  ///   - rows: the axis of the rows; nil for the sweep's own, or for the axis that `columns` leaves.
  ///   - columns: the axis of the columns; nil for the sweep's own, or for the axis that `rows` leaves.
  ///   - spread: what stands after the ± of printed means.
  ///
  /// Throws `UnknownName` if the sweep has no such metric or axis, `SameAxisTwice` if rows and columns have the same
  /// axis, and `SequentialDesign.Invalid` if the plan's design has no valid looks.
  public init(
    of plan: Plan, metrics: [TrialIdentifier: TrialOutcome], damaged: [DamagedResult] = [], builds: [Digest] = [],
    metric: String? = nil, rows: String? = nil, columns: String? = nil, spread: Spread = .standardError
  ) throws {
    let chosen = try plan.chosenMetric(metric)
    let axes = try plan.chosenAxes(rows: rows, columns: columns)
    let rows = axes.rows.map { TableAxis($0, of: plan) }
    let columns = axes.columns.flatMap { axis in
      rows?.names.contains(axis.name) == true ? nil : TableAxis(axis, of: plan)
    }
    let placed = Set((rows?.names ?? []) + (columns?.names ?? []))
    let isTransposed = columns.map { $0.name == plan.layout.rows } ?? false
    // The worst value that a sweep file states is not one of seconds.
    let policy = chosen == .seconds ? .exclude : DivergencePolicy(plan.layout.divergences)

    let cells = Array(zip(plan.cells, plan.trialsByCell)).mapInParallel { cell, trials in
      TableCell(
        cell,
        coordinates: plan.axes.compactMap { axis in
          cell.coordinates[axis.name].map { Coordinate(axis: axis.name, value: $0) }
        }, trials: trials, metrics: metrics, metric: chosen.name, divergences: policy)
    }
    var facets: [[Coordinate]] = []
    var byPlace: [Place: TableCell] = [:]
    for (cell, tableCell) in zip(plan.cells, cells) {
      let facet = tableCell.coordinates.filter { !placed.contains($0.axis) }
      if !facets.contains(facet) { facets.append(facet) }
      let place = Place(
        facet: facet, row: rows.flatMap { $0.point(of: cell.coordinates) } ?? [],
        column: columns.flatMap { $0.point(of: cell.coordinates) } ?? [])
      byPlace[place] = tableCell
    }

    let reference = plan.reference(on: isTransposed ? columns : rows)
    let rules = ComparisonPlan(
      seeds: plan.seeds, family: reference.map(ComparisonPlan.Family.reference) ?? .allPairs,
      best: chosen.direction == .minimize ? .smallest : .largest, divergences: policy)
    let designs = try SequentialDesigns(
      plan.design, rules: rules, largestLine: (isTransposed ? columns : rows)?.points.count)
    self.init(
      sweep: plan.name, task: plan.task, metric: chosen, rows: rows, columns: columns, isTransposed: isTransposed,
      reference: reference, rules: rules, rowLabels: rows?.labels ?? [plan.task],
      columnLabels: columns?.labels ?? [chosen.nameWithUnit], axes: plan.axes,
      spread: spread, selection: SelectionText(of: plan), design: plan.design, damaged: damaged,
      digest: plan.digest, builds: builds.sorted(),
      facets: facets.sorted { plan.axes.order($0, $1) }.map { facet in
        Facet(
          coordinates: facet,
          cells: (rows?.points ?? [[]]).map { row in
            (columns?.points ?? [[]]).map { column in byPlace[Place(facet: facet, row: row, column: column)] }
          }, linesAreRows: isTransposed, rules: rules, designs: designs, spread: spread)
      })
  }

  private struct Place: Hashable {
    let facet: [Coordinate]
    let row, column: [SettingValue]
  }
}

extension DivergencePolicy {
  /// The policy that a sweep file states.
  init(_ rule: DivergenceRule) {
    switch rule {
    case .exclude: self = .exclude
    case .worst(let value): self = .worst(value)
    }
  }
}

extension Plan {
  /// The digest of the identifiers of all trials, in the plan's order.
  var digest: Digest { SHA256.hash(trials.flatMap { $0.identifier.digest.bytes }) }
}
