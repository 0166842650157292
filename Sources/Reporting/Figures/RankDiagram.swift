import Statistics
import Trials

/// Average ranks on a line, and bars that join the rows that Nemenyi's test does not separate (a critical difference
/// diagram, Demšar 2006).
struct RankDiagram: Sendable {
  struct Row {
    let label: String
    let style: Int
    let rank: Double
  }

  /// The rows, the best first.
  let rows: [Row]
  let criticalDifference: Double
  /// What was ranked, and what the tests say.
  let caption: [String]

  /// Fewer columns than this give ranks that say little: with 5 no two of four rows can be separated.
  private static let fewestColumns = 6

  /// Throws `UnfitTable` if fewer than six columns have results of every row, or the rows all tie.
  init(of table: Table) throws {
    let scores = try ColumnScores(table)
    guard scores.rows.count > 1 else { throw UnfitTable(reason: "has one row: nothing to rank") }
    guard scores.columns >= Self.fewestColumns else {
      throw UnfitTable(
        reason:
          "has \(counted(scores.columns, "column")) with results of every row: average ranks need \(Self.fewestColumns)"
      )
    }
    let values = (0..<scores.columns).map { column in scores.rows.map { $0.scores.tasks[column].mean } }
    let test: Friedman
    do { test = try Friedman(values, best: table.metric.direction == .minimize ? .smallest : .largest) } catch {
      throw UnfitTable(reason: "has the same means in every row: nothing to rank")
    }
    rows = zip(scores.rows, test.averageRanks).map { Row(label: $0.label, style: $0.style, rank: $1) }
      .sorted { ($0.rank, $0.style) < ($1.rank, $1.style) }
    criticalDifference = test.criticalDifference(at: .fivePercent)
    let p = test.imanDavenport.p.value
    caption =
      [
        "Average rank of the means over \(counted(scores.columns, "column")), each counted as a data set; 1 is best. A bar joins rows whose "
          + "ranks differ by less than Nemenyi's critical difference (α = 0.05).",
        "Iman and Davenport's test that all rows rank alike: p \(p < 0.001 ? "< 0.001" : "= \(fixed(p, decimals: 3))")."
          + (p > 0.05 ? " It finds no difference at 0.05." : ""),
      ]
      + (scores.incomplete > 0 ? ["\(counted(scores.incomplete, "column")) without results of some row left out."] : [])
  }

  /// The longest runs of rows whose first and last are not separated.
  var joined: [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for first in rows.indices {
      let last = rows.lastIndex { $0.rank - rows[first].rank <= criticalDifference } ?? first
      if last > first, last > runs.last?.upperBound ?? -1 { runs.append(first...last) }
    }
    return runs
  }

  var drawing: Drawing {
    let lineHeight = 17.0
    let split = (rows.count + 1) / 2
    let (better, worse) = (rows.prefix(split), rows.dropFirst(split))
    let left = 24 + Drawing.width(ofLongest: better.map(\.label))
    let right = left + 360
    let scale = ChartScale(domain: 1...Double(rows.count), isLogarithmic: false)
    func across(_ rank: Double) -> Double { left + scale.position(rank) * (right - left) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    // The critical difference, then the axis with its ranks.
    let axis = 54.0
    let measure = across(min(Double(rows.count), 1 + criticalDifference))
    var shapes: [Drawing.Shape] = [
      .text("critical difference \(fixed(criticalDifference, decimals: 2))", at(left, 10), .soft()),
      .line([at(left, 20), at(measure, 20)], Drawing.Stroke(ink: .text(opacity: 1), width: 1.6)),
      .line([at(left, axis), at(right, axis)], .thin(opacity: 0.8)),
    ]
    let every = max(1, rows.count / 12)
    for rank in stride(from: 1, through: rows.count, by: every) {
      shapes.append(.line([at(across(Double(rank)), axis - 5), at(across(Double(rank)), axis)], .thin(opacity: 0.8)))
      shapes.append(.text("\(rank)", at(across(Double(rank)), axis - 9), .soft(.middle)))
    }
    let bars = joined
    for (place, run) in bars.enumerated() {
      let y = axis + 9 + Double(place) * 7
      let ends = [at(across(rows[run.lowerBound].rank) - 3, y), at(across(rows[run.upperBound].rank) + 3, y)]
      shapes.append(.line(ends, Drawing.Stroke(ink: .text(opacity: 0.8), width: 3.2)))
    }
    let top = axis + 22 + Double(bars.count) * 7
    for (place, row) in better.enumerated() {
      let y = top + Double(place) * lineHeight
      shapes.append(.line([at(across(row.rank), axis), at(across(row.rank), y), at(left - 8, y)], .series(row.style)))
      shapes.append(.text(row.label, at(left - 12, y + 4), Drawing.Font(anchor: .end)))
    }
    for (place, row) in worse.reversed().enumerated() {
      let y = top + Double(place) * lineHeight
      shapes.append(.line([at(across(row.rank), axis), at(across(row.rank), y), at(right + 8, y)], .series(row.style)))
      shapes.append(.text(row.label, at(right + 12, y + 4), Drawing.Font()))
    }
    return Drawing(
      width: right + 24 + Drawing.width(ofLongest: worse.map(\.label)),
      height: top + Double(split) * lineHeight + 4,
      title: "average ranks: \(rows.map(\.label).joined(separator: ", "))", shapes: shapes,
      data: DataTable(
        head: ["", "average rank", "not separated from"],
        rows: rows.map { row in
          let others = rows.filter { $0.style != row.style && abs($0.rank - row.rank) <= criticalDifference }
          return [row.label, fixed(row.rank, decimals: 2), others.map(\.label).joined(separator: ", ")]
        }, arms: rows.map(\.style)))
  }
}
