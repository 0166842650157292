public import Plans
public import Results
import Statistics
public import Trials

extension Table {
  /// Lays out the table of `plan`.
  ///
  /// - Parameters:
  ///   - metrics: the outcomes of the trials that have a result.
  ///   - damaged: the results that are damaged, which the notes name.
  ///   - metric: the metric's name; nil for the sweep's own.
  ///   - rows: the axis of the rows; nil for the sweep's own, or for what `columns` leaves over.
  ///   - columns: the axis of the columns; nil for the sweep's own, or for what `rows` leaves over.
  ///
  /// Throws `UnknownName` where the sweep has no such metric or axis, `SameAxisTwice` where rows and columns are one.
  public init(
    of plan: Plan, metrics: [TrialIdentifier: TrialOutcome], damaged: [DamagedResult] = [], metric: String? = nil,
    rows: String? = nil, columns: String? = nil
  ) throws {
    let chosen = try plan.chosenMetric(metric)
    let axes = try plan.chosenAxes(rows: rows, columns: columns)
    let others = plan.axes.filter { $0 != axes.rows && $0 != axes.columns }
    let rowCompanions = plan.companions(of: axes.rows, among: others)
    let columnCompanions = plan.companions(of: axes.columns, among: others.filter { !rowCompanions.contains($0) })
    let faceted = others.filter { !rowCompanions.contains($0) && !columnCompanions.contains($0) }.map(\.name)

    let isTransposed = axes.columns.map { $0.name == plan.layout.rows } ?? false

    var facets: [[Coordinate]] = []
    var byPlace: [Place: TableCell] = [:]
    for (cell, trials) in zip(plan.cells, plan.trialsByCell) {
      let coordinates = plan.axes.compactMap { axis in
        cell.coordinates[axis.name].map { Coordinate(axis: axis.name, value: $0) }
      }
      let facet = coordinates.filter { faceted.contains($0.axis) }
      if !facets.contains(facet) { facets.append(facet) }
      let place = Place(
        facet: facet, row: axes.rows.flatMap { cell.coordinates[$0.name] },
        column: axes.columns.flatMap { cell.coordinates[$0.name] })
      byPlace[place] = TableCell(
        coordinates: coordinates, isShared: cell.sameAs != nil, trials: trials, metrics: metrics, metric: chosen.name)
    }

    self.init(
      sweep: plan.name, task: plan.task, metric: chosen, rows: axes.rows, columns: axes.columns,
      isTransposed: isTransposed, reference: plan.reference(among: axes.rows),
      rowLabels: plan.labels(of: axes.rows, with: rowCompanions, orElse: plan.task),
      columnLabels: plan.labels(of: axes.columns, with: columnCompanions, orElse: chosen.nameWithUnit),
      axes: plan.axes, seeds: plan.seeds, damaged: damaged,
      facets: facets.sorted { plan.axes.order($0, $1) }.map { facet in
        let cells = axes.rows.places.map { row in
          axes.columns.places.map { column in byPlace[Place(facet: facet, row: row, column: column)] }
        }
        let compared =
          isTransposed
          ? transposed(compare(transposed(cells), direction: chosen.direction))
          : compare(cells, direction: chosen.direction)
        return Facet(coordinates: facet, cells: compared)
      })
  }

  private struct Place: Hashable {
    let facet: [Coordinate]
    let row, column: SettingValue?
  }
}

/// Rows as columns.
private func transposed<Element>(_ rows: [[Element]]) -> [[Element]] {
  (rows.first?.indices ?? 0..<0).map { column in rows.map { $0[column] } }
}

/// The same cells with the best of every column marked, equal ones alike, and with the decimals of their column.
private func compare(_ cells: [[TableCell?]], direction: Metric.Direction) -> [[TableCell?]] {
  var cells = cells
  for column in cells.first?.indices ?? 0..<0 {
    let decimals = commonDecimals(of: cells.compactMap { $0[column]?.finite })
    let means = cells.compactMap { row in row[column]?.candidateMean }
    let best = means.count > 1 ? (direction == .minimize ? means.min() : means.max()) : nil
    for row in cells.indices {
      cells[row][column]?.decimals = decimals
      if let best, cells[row][column]?.candidateMean == best { cells[row][column]?.isBest = true }
    }
  }
  return cells
}

extension TableCell {
  /// The mean with which the cell competes: none where results are missing, where a trial diverged, which no finite mean
  /// makes up for, or lacks the metric, so that the mean is over chosen ones.
  fileprivate var candidateMean: Double? { isComplete && diverged == 0 && lacking == 0 ? finite?.mean : nil }
}
