import Plans
import Trials

/// A chart for every axis of the sweep: the mean of every cell against the axis' value.
enum ScatterFigure {
  /// More cells than this are not drawn, so that a page stays small; the best are.
  static let limit = 2000

  static func panels(of table: Table, _ placed: PlacedCells) -> [Chart] {
    let scale = ChartScale.measured(placed.cells.map(\.mean), bands: [])
    return placed.axes.map { axis in
      let positions = AxisPositions(
        axis.values, labels: axis.values.map(\.description), arms: table.rowLabels.count)
      let lines = table.rowLabels.enumerated().compactMap { row, label -> Chart.Line? in
        let points = placed.cells.compactMap { cell -> Chart.Point? in
          guard cell.row == row, let value = cell.coordinates[axis.name], let place = axis.values.firstIndex(of: value)
          else { return nil }
          return Chart.Point(x: positions.place(place, arm: row), y: cell.mean, band: nil)
        }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        return points.isEmpty ? nil : Chart.Line(label: label, points: points, style: row, spread: .dots)
      }
      return Chart(
        title: "", xLabel: axis.name, yLabel: table.metric.nameWithUnit + (scale.isLogarithmic ? ", logarithmic" : ""),
        lines: lines, x: positions.scale, y: scale, width: placed.axes.count == 1 ? 760 : 480, xTicks: positions.ticks)
    }
  }
}
