import Plans
import Statistics
import Trials

/// Charts of each cell's value against the columns' axis: a chart for each facet, with a line for each row.
enum AxisFigure {
  /// A cell's value with its interval.
  private struct Estimate {
    let value: Double
    let interval: ClosedRange<Double>?
    var count: Int?
  }

  /// The mean of each cell, with its 95 % interval.
  static func metric(of table: Table) throws -> [Chart] {
    let estimates = table.facets.map { facet in
      facet.cells.map { row in
        row.map { cell in
          cell?.sample.map { sample in
            Estimate(
              value: sample.mean, interval: sample.meanInterval(at: .fivePercent)?.range, count: sample.count)
          }
        }
      }
    }
    return try charts(of: table, label: table.metric.nameWithUnit, estimates)
  }

  /// Each row's difference from the reference, with its 95 % interval.
  static func differences(of comparison: TableComparison) throws -> [Chart] {
    let table = comparison.table
    guard let reference = comparison.reference else { throw UnfitTable.withoutReference }
    var estimates = table.facets.map { facet in facet.cells.map { $0.map { _ in Estimate?.none } } }
    for column in comparison.columns {
      for pair in column.line.report.comparisons {
        guard let evidence = pair.evidence, let value = evidence.estimatedDifference else { continue }
        estimates[column.facet][column.line.places[pair.pair.first]][column.place] = Estimate(
          value: value, interval: try? evidence.difference.get().interval(at: .fivePercent).range)
      }
    }
    let label = "\(table.metric.nameWithUnit), difference to \(table.rowLabels[reference])"
    return try charts(of: table, label: label, estimates, emphasized: 0)
  }

  private static func charts(
    of table: Table, label: String, _ estimates: [[[Estimate?]]], emphasized: Double? = nil
  ) throws -> [Chart] {
    guard let axis = table.columns, axis.values.count > 1 else {
      throw UnfitTable(reason: "has no columns to draw the metric against: name their axis with --columns")
    }
    let positions = AxisPositions(axis.values, labels: table.columnLabels, arms: table.rowLabels.count)
    let all = estimates.joined().joined().compactMap(\.self)
    guard !all.isEmpty else { throw UnfitTable(reason: "has no results of \(table.metric.name) yet") }
    let bands = all.compactMap(\.interval)
    let scale =
      emphasized == nil
      ? ChartScale.measured(all.map(\.value), bands: bands)
      : .linear(all.map(\.value) + bands.flatMap { [$0.lowerBound, $0.upperBound] } + [0])
    return zip(table.facets, estimates).map { facet, rows in
      let lines = rows.enumerated().compactMap { arm, row -> Chart.Line? in
        let points = row.enumerated().compactMap { place, estimate in
          estimate.map {
            Chart.Point(x: positions.place(place, arm: arm), y: $0.value, band: $0.interval, count: $0.count)
          }
        }.sorted { $0.x < $1.x }
        guard !points.isEmpty else { return nil }
        return Chart.Line(label: table.rowLabels[arm], points: points, style: arm, spread: .whiskers)
      }
      return Chart(
        title: TableText(table).title(of: facet), xLabel: axis.name,
        yLabel: label + (scale.isLogarithmic ? ", logarithmic" : ""), lines: lines, x: positions.scale, y: scale,
        width: table.facets.count == 1 ? 760 : 480, xTicks: positions.ticks, emphasized: emphasized)
    }
  }
}

extension PairEvidence {
  /// The difference of the means. Also present without an interval, when all seeds have the same difference.
  var estimatedDifference: Double? { (try? difference.get().value) ?? pairs?.differences.mean }
}

extension Interval {
  /// The interval as a range; nil unless both ends are finite.
  var range: ClosedRange<Double>? { lower.isFinite && upper.isFinite ? lower...upper : nil }
}
