import Statistics
import Trials

/// Performance profiles: for each row the share of its seeds that are at least as good as a value, against the value.
enum ProfileFigure {
  /// A chart for each column of each facet that has results.
  static func panels(of table: Table) -> [Chart] {
    let columns = table.columnsOfFacets
    return columns.compactMap { title, cells in
      let scale = ChartScale.measured(cells.flatMap { $0?.samples.compactMap(\.value) ?? [] }, bands: [])
      let lines = cells.enumerated().compactMap { row, cell -> Chart.Line? in
        guard let cell, let sample = Sample(cell.samples.compactMap(\.value)) else { return nil }
        let points = steps(sample, runs: sample.count + cell.diverged, best: table.metric.direction, in: scale.domain)
        return Chart.Line(label: table.rowLabels[row], points: points, style: row)
      }
      guard !lines.isEmpty else { return nil }
      return Chart(
        title: title, xLabel: table.metric.nameWithUnit + (scale.isLogarithmic ? ", logarithmic" : ""),
        yLabel: "share of seeds", lines: lines, x: scale, y: ChartScale(domain: 0...1, isLogarithmic: false),
        width: columns.count == 1 ? 760 : 480)
    }
  }

  /// The corners of the step function from one end of `domain` to the other.
  private static func steps(
    _ sample: Sample, runs: Int, best: Metric.Direction, in domain: ClosedRange<Double>
  ) -> [Chart.Point] {
    func point(_ x: Double, _ count: Int) -> Chart.Point {
      Chart.Point(x: x, y: Double(count) / Double(runs), band: nil)
    }
    let (values, count) = (sample.values, sample.count)
    let start = best == .minimize ? 0 : count
    let corners = values.enumerated().flatMap { place, value in
      best == .minimize
        ? [point(value, place), point(value, place + 1)]
        : [point(value, count - place), point(value, count - place - 1)]
    }
    return [point(domain.lowerBound, start)] + corners + [point(domain.upperBound, count - start)]
  }
}
