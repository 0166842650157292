import Plans
import Trials

extension Plan {
  /// The metric called `name`, the task's or the time of its trials.
  func chosenMetric(_ name: String?) throws(UnknownName) -> Metric {
    guard let name, name != metric.name else { return metric }
    let metrics = metrics + [.seconds]
    guard let chosen = metrics.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "metric", name: name, sweep: self.name, valid: metrics.map(\.name))
    }
    return chosen
  }

  /// The axes of rows and columns. If only one is requested, and it is the layout's other axis, the two change places.
  func chosenAxes(rows: String?, columns: String?) throws -> (rows: Axis?, columns: Axis?) {
    let own = (
      rows: axes.first { $0.name == layout.rows }, columns: axes.first { $0.name == layout.columns }
    )
    let asked = (rows: try rows.map(axis), columns: try columns.map(axis))
    if let rows = asked.rows, let columns = asked.columns {
      guard rows != columns else { throw SameAxisTwice(axis: rows.name) }
      return (rows, columns)
    }
    if let rows = asked.rows { return (rows, rows == own.columns ? own.rows : own.columns) }
    if let columns = asked.columns { return (columns == own.rows ? own.columns : own.rows, columns) }
    return own
  }

  /// The index on `axis` of the sweep file's reference value. Nil if `axis` is not the sweep file's row axis, or has
  /// more than one point with the value.
  func reference(on axis: TableAxis?) -> Int? {
    guard let reference = layout.reference, let axis, axis.name == layout.rows else { return nil }
    let places = axis.places(of: reference.description)
    return places.count == 1 ? places[0] : nil
  }

  private func axis(_ name: String) throws(UnknownName) -> Axis {
    guard let axis = axes.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "axis", name: name, sweep: self.name, valid: axes.map(\.name))
    }
    return axis
  }
}
