import Statistics
import Trials

/// Each row's runs in the columns of all facets that every drawn row has results in: the tasks of rliable's aggregates.
struct ColumnScores {
  /// A row with its runs, column by column.
  struct Row {
    let label: String
    let style: Int
    let scores: TaskScores
  }

  let rows: [Row]
  /// The number of columns in every row's scores.
  let columns: Int
  /// The columns that a row has no results in.
  let incomplete: Int

  /// Throws `UnfitTable` if no column has results of every row that has any.
  init(_ table: Table) throws {
    let columns = table.columnsOfFacets.map(\.cells)
    let drawn = table.rowLabels.indices.filter { row in columns.contains { $0[row]?.sample != nil } }
    guard !drawn.isEmpty else { throw UnfitTable(reason: "has no results of \(table.metric.name) yet") }
    let whole = columns.filter { cells in drawn.allSatisfy { cells[$0]?.sample != nil } }
    rows = drawn.compactMap { row in
      TaskScores(whole.compactMap { $0[row]?.sample }).map { Row(label: table.rowLabels[row], style: row, scores: $0) }
    }
    guard !rows.isEmpty else { throw UnfitTable(reason: "has no column yet in which every row has results") }
    self.columns = whole.count
    incomplete = columns.count - whole.count
  }

  /// What an aggregate is taken over, and what is left out.
  var caption: String {
    let runs = rows.map { $0.scores.tasks.reduce(0) { $0 + $1.count } }
    let least = runs.min() ?? 0
    return "Over \(counted(columns, "column")) and at least \(counted(least, "run")) a row, 95 % stratified bootstrap"
      + (columns == 1 && least < 20 ? ", which is too narrow for so few runs." : ".")
      + (incomplete > 0 ? " \(counted(incomplete, "column")) without results of some row left out." : "")
  }

  private static let bootstrap = StratifiedBootstrap(repetitions: 1000)

  /// The interquartile mean of each row.
  func means(of metric: Metric) throws -> IntervalPlot {
    let lines = rows.map { row in
      IntervalPlot.Line.estimate(
        label: row.label, value: row.scores.interquartileMean,
        interval: Self.bootstrap.interval(of: row.scores, at: .fivePercent, \.interquartileMean).range,
        IntervalPlot.Mark(words: "", style: row.style))
    }
    return try Self.plot("interquartile mean of \(metric.nameWithUnit)", lines)
  }

  /// The probability that a run of each row is better than one of the row at `reference`, in the table's rows.
  func improvements(of metric: Metric, over reference: Int) throws -> IntervalPlot {
    guard let other = rows.first(where: { $0.style == reference }) else {
      throw UnfitTable(reason: "has no results of the reference yet")
    }
    func probability(_ one: TaskScores, _ other: TaskScores) -> Double {
      metric.direction == .minimize
        ? other.probabilityOfImprovement(over: one) : one.probabilityOfImprovement(over: other)
    }
    let lines = rows.filter { $0.style != reference }.map { row in
      IntervalPlot.Line.estimate(
        label: row.label, value: probability(row.scores, other.scores),
        interval: Self.bootstrap.interval(of: row.scores, and: other.scores, at: .fivePercent, probability).range,
        IntervalPlot.Mark(words: "", style: row.style))
    }
    return try Self.plot("probability of a better \(metric.name) than \(other.label)", lines, emphasized: 0.5)
  }

  private static func plot(
    _ title: String, _ lines: [IntervalPlot.Line], emphasized: Double? = nil
  ) throws -> IntervalPlot {
    guard let plot = IntervalPlot(title: title, lines: lines, emphasized: emphasized) else {
      throw UnfitTable(reason: "has no second row with results")
    }
    return plot
  }
}
