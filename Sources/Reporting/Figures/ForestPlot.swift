import Statistics
import Trials

/// Comparisons one below the other: each difference with its interval, and a line at zero.
enum ForestPlot {
  /// Throws `UnfitTable` if nothing can be compared.
  static func plot(of comparison: TableComparison) throws -> IntervalPlot {
    let table = comparison.table
    let lines = comparison.columns.flatMap { column -> [IntervalPlot.Line] in
      let pairs = column.line.report.comparisons.map { pair -> IntervalPlot.Line in
        let label = [pair.pair.first, pair.pair.second].map { table.rowLabels[column.line.places[$0]] }.joined(
          separator: " − ")
        guard let evidence = pair.evidence, let value = evidence.estimatedDifference else {
          return .empty(label: label, reason: "not tested")
        }
        let interval = try? evidence.difference.get().interval(at: .fivePercent).range
        var isDifferent = false
        if case .different = pair.verdict { isDifferent = true }
        return .estimate(
          label: label, value: value, interval: interval,
          IntervalPlot.Mark(words: isDifferent ? "they differ" : "not separated", isFilled: isDifferent))
      }
      return (column.title.isEmpty ? [] : [.heading(column.title)]) + pairs
    }
    let title = "\(table.metric.nameWithUnit), differences"
    guard let plot = IntervalPlot(title: title, lines: lines, emphasized: 0) else {
      throw UnfitTable(reason: "has no two rows with two seeds in common to compare")
    }
    return plot
  }
}
