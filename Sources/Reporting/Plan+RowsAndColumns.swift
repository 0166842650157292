import Plans
import Trials

extension Plan {
  func chosenMetric(_ name: String?) throws(UnknownName) -> Metric {
    guard let name, name != metric.name else { return metric }
    guard let chosen = metrics.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "metric", name: name, sweep: self.name, valid: metrics.map(\.name))
    }
    return chosen
  }

  /// The axes of rows and columns. Where only one is asked for and it is the other's own, the two change places.
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

  /// The place in `rows` of the value that the sweep file compares the others with.
  func reference(among rows: Axis?) -> Int? {
    guard let reference = layout.reference, let rows, rows.name == layout.rows else { return nil }
    return rows.values.firstIndex(of: reference)
  }

  private func axis(_ name: String) throws(UnknownName) -> Axis {
    guard let axis = axes.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "axis", name: name, sweep: self.name, valid: axes.map(\.name))
    }
    return axis
  }

  /// The axes of `others` that advance together with `axis`: all cells with one value of `axis` have one of theirs.
  func companions(of axis: Axis?, among others: [Axis]) -> [Axis] {
    guard let axis else { return [] }
    return others.filter { other in
      other.values.count > 1
        && Dictionary(grouping: cells) { $0.coordinates[axis.name] }.values.allSatisfy { alike in
          Set(alike.map { $0.coordinates[other.name] }).count == 1
        }
    }
  }

  /// What the values of `axis` are called, with those of its companions: `rn (learningRate=0.1)`.
  func labels(of axis: Axis?, with companions: [Axis], orElse name: String) -> [String] {
    guard let axis else { return [name] }
    return axis.values.map { value in
      let cell = cells.first { $0.coordinates[axis.name] == value }
      let settled = companions.compactMap { other in cell?.coordinates[other.name].map { "\(other.name)=\($0)" } }
      return settled.isEmpty ? value.description : "\(value) (\(settled.joined(separator: ", ")))"
    }
  }
}
