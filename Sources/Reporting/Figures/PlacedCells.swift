import Plans
import Statistics
import Trials

/// The cells of a table with their means, the best first, and the axes that they differ in.
struct PlacedCells {
  /// A cell that has a mean.
  struct Placed {
    /// The index of its row in the table.
    let row: Int
    let coordinates: [String: SettingValue]
    let mean: Double
  }

  /// The cells that are drawn, the best first.
  let cells: [Placed]
  /// The number of cells that have a mean.
  let all: Int
  /// The axes with more than one value, in the order of the sweep file.
  let axes: [Axis]

  /// At most the `limit` best cells. Throws `UnfitTable` if none has a mean, or no axis has two values.
  init(_ table: Table, limit: Int) throws {
    let placed = table.facets.flatMap { facet in
      facet.cells.enumerated().flatMap { row, line in
        line.compactMap { cell -> Placed? in
          guard let cell, !cell.isShared, let mean = cell.sample?.mean else { return nil }
          let coordinates = Dictionary(cell.coordinates.map { ($0.axis, $0.value) }) { first, _ in first }
          return Placed(row: row, coordinates: coordinates, mean: mean)
        }
      }
    }
    guard !placed.isEmpty else { throw UnfitTable(reason: "has no results of \(table.metric.name) yet") }
    axes = table.axes.filter { $0.values.count > 1 }
    guard !axes.isEmpty else { throw UnfitTable(reason: "has no axis with two values to draw cells against") }
    all = placed.count
    let order = placed.indices.sorted { one, other in
      let (a, b) = (placed[one].mean, placed[other].mean)
      return a == b ? one < other : table.metric.direction == .minimize ? a < b : a > b
    }
    cells = order.prefix(limit).map { placed[$0] }
  }

  /// The share of the variance of the drawn means that the values of `axis` account for (η²); 0 if they are all equal.
  func share(ofVarianceBy axis: Axis) -> Double {
    func squares(_ values: [Double]) -> Double {
      guard let sample = Sample(values), let deviation = sample.standardDeviation else { return 0 }
      return deviation * deviation * Double(sample.count - 1)
    }
    // Scaled, so that no square overflows.
    let largest = cells.map { abs($0.mean) }.max() ?? 0
    guard largest > 0 else { return 0 }
    let total = squares(cells.map { $0.mean / largest })
    guard total > 0 else { return 0 }
    let groups = axis.values.map { value in cells.filter { $0.coordinates[axis.name] == value } }
    return 1 - groups.reduce(0) { $0 + squares($1.map { $0.mean / largest }) } / total
  }
}
