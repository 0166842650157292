import Plans
import Trials

/// Cells as lines across an upright axis for every axis of the sweep, and one for the metric at the right.
struct ParallelCoordinates: Sendable {
  /// A grid of more lines than this cannot be read.
  static let limit = 50

  /// An upright axis, with the height of every cell on it from 0 to 1; nil for a cell that has no value there.
  struct Upright {
    let name: String
    let ticks: [(height: Double, text: String)]
    let heights: [Double?]

    /// The ticks whose texts do not run into each other, from the lowest.
    var readableTicks: [(height: Double, text: String)] {
      var free = -Double.infinity
      return ticks.sorted { $0.height < $1.height }.filter { tick in
        guard tick.height > free else { return false }
        free = tick.height + 12 / ParallelCoordinates.length
        return true
      }
    }
  }

  /// The length of the upright axes.
  static let length = 260.0

  let uprights: [Upright]
  let placed: PlacedCells
  let table: Table

  /// The axis that accounts for most of the metric's variance stands beside the metric.
  init(of table: Table, _ placed: PlacedCells) {
    self.table = table
    self.placed = placed
    let axes = placed.axes.enumerated().sorted { one, other in
      let (a, b) = (placed.share(ofVarianceBy: one.element), placed.share(ofVarianceBy: other.element))
      return a == b ? one.offset < other.offset : a < b
    }.map(\.element)
    let metric = ChartScale.measured(placed.cells.map(\.mean), bands: [])
    let ticks = metric.ticks(about: 6)
    uprights =
      axes.map { Self.upright($0, of: placed.cells) } + [
        Upright(
          name: table.metric.nameWithUnit,
          ticks: ticks.map { (metric.position($0), metric.text($0, among: ticks)) },
          heights: placed.cells.map { metric.position($0.mean) })
      ]
  }

  private static func upright(_ axis: Axis, of cells: [PlacedCells.Placed]) -> Upright {
    let positions = AxisPositions(axis.values, labels: axis.values.map(\.description), arms: 1)
    return Upright(
      name: axis.name, ticks: positions.ticks.map { (positions.scale.position($0.value), $0.text) },
      heights: cells.map { cell in
        cell.coordinates[axis.name].flatMap { axis.values.firstIndex(of: $0) }.map {
          positions.scale.position(positions.place($0, arm: 0))
        }
      })
  }

  var drawing: Drawing {
    let (top, bottom) = (30.0, 30 + Self.length)
    func up(_ height: Double) -> Double { bottom - height * (bottom - top) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }
    var place = 8 + Drawing.width(ofLongest: [uprights[0].name]) / 2
    let places = uprights.enumerated().map { number, upright in
      if number > 0 {
        let names = Drawing.width(ofLongest: [uprights[number - 1].name]) + Drawing.width(ofLongest: [upright.name])
        place += max(120, names / 2 + 16, Drawing.width(ofLongest: uprights[number - 1].ticks.map(\.text)) + 60)
      }
      return place
    }

    var shapes: [Drawing.Shape] = []
    // The best cell is drawn last and widest.
    for (number, cell) in placed.cells.enumerated().reversed() {
      let corners = zip(uprights, places).compactMap { upright, x in upright.heights[number].map { at(x, up($0)) } }
      guard corners.count > 1 else { continue }
      shapes.append(
        .line(
          corners,
          Drawing.Stroke(
            ink: .series(cell.row, opacity: number == 0 ? 1 : 0.5), width: number == 0 ? 2.8 : 1.2,
            dashes: Palette.dashes(cell.row))))
    }
    for (upright, x) in zip(uprights, places) {
      shapes.append(.line([at(x, top), at(x, bottom)], .thin(opacity: 0.6)))
      shapes.append(.text(upright.name, at(x, top - 14), Drawing.Font(anchor: .middle, isBold: true)))
      for tick in upright.readableTicks {
        shapes.append(.line([at(x, up(tick.height)), at(x + 4, up(tick.height))], .thin(opacity: 0.6)))
        shapes.append(.text(tick.text, at(x + 7, up(tick.height) + 4), Drawing.Font(hasHalo: true)))
      }
    }
    let last = uprights[uprights.count - 1]
    let end = max(
      Drawing.width(ofLongest: [last.name]) / 2, Drawing.width(ofLongest: last.ticks.map(\.text)) + 10)
    return Drawing(
      width: (places.last ?? 0) + end + 8, height: bottom + 14,
      title: "cells across \(uprights.map(\.name).joined(separator: ", "))", shapes: shapes, data: data)
  }

  private var data: DataTable {
    DataTable(
      head: [""] + placed.axes.map(\.name) + [table.metric.nameWithUnit],
      rows: placed.cells.enumerated().map { number, cell in
        ["\(number + 1)"] + placed.axes.map { cell.coordinates[$0.name]?.description ?? "" }
          + [DataTable.text(cell.mean)]
      }, arms: placed.cells.map(\.row))
  }
}
