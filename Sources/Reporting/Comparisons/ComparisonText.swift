import Plans
import Statistics
import Trials

/// Comparisons as aligned text: for every column its pairs, and the rows that are best or not shown to differ from the
/// best.
public struct ComparisonText {
  private let comparison: TableComparison
  private let halfWidth: Double?
  private let margin: Double?

  /// The text of `comparison`. `halfWidth` adds the number of further seeds that would narrow each interval to ± that
  /// value; `margin` adds the probabilities of a difference below, within and above ± that value.
  public init(_ comparison: TableComparison, settling halfWidth: Double? = nil, margin: Double? = nil) {
    self.comparison = comparison
    self.halfWidth = halfWidth
    self.margin = margin
  }

  /// The text, with a newline after each line.
  ///
  /// If the plan adds seeds sequentially, only its planned looks answer the planned comparisons.
  public func rendered() -> String {
    var lines = ["\(table.sweep): \(table.metric.nameWithUnit) \(TableText(table).arrow)"]
    let columns = comparison.columns.filter { $0.line.study == nil }
    for column in columns { lines += [""] + text(of: column) }
    if columns.count < comparison.columns.count, let design = table.design {
      lines += ["", design.sentences, ""] + (SequentialText(table)?.verdicts ?? [])
    }
    return (lines + (columns.isEmpty ? [] : [""] + legend)).map(\.printable).joined(separator: "\n") + "\n"
  }

  private var table: Table { comparison.table }

  private var level: Level { table.rules.level }

  private func text(of column: TableComparison.Column) -> [String] {
    let report = column.line.report
    let decimals = commonDecimals(of: report.arms.compactMap(\.sample))
    let equivalence = margin.map { PracticalEquivalence(of: report, within: $0, at: level) }
    var grid = [
      ["", "difference", "interval", "p", "exact p", "effect"] + (equivalence?.headings ?? [])
        + [halfWidth == nil ? "" : "seeds", ""]
    ]
    for (place, pair) in report.comparisons.enumerated() {
      let verdict = equivalence?.adding(to: verdict(of: pair), at: place) ?? verdict(of: pair)
      grid.append(
        line(of: pair, in: column, decimals: decimals) + (equivalence?.probabilities(of: pair) ?? [])
          + [seeds(of: pair), verdict])
    }
    let widths = grid[0].indices.map { place in grid.map { $0[place].count }.max() ?? 0 }
    let lines = grid.map { row in
      let cells = row.enumerated().map { place, text in
        let space = String(repeating: " ", count: widths[place] - text.count)
        return place == 0 || place == row.count - 1 ? text + space : space + text
      }
      var line = "  " + cells.filter { !$0.isEmpty }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    let best = report.isBest.indices.filter { report.isBest[$0] }.map { name(of: $0, in: column) }
    let noBest = column.line.cannotTellApart ? "no answer: these seeds cannot tell any pair of rows apart" : "none"
    return ["\(column.title): \(family(of: report))"] + lines
      + ["  best, or not shown to differ from it: \(best.isEmpty ? noBest : best.joined(separator: ", "))"]
      + holes(in: column)
  }

  private func family(of report: ComparisonReport) -> String {
    let count = report.familySize == 1 ? "1 comparison" : "\(report.familySize) comparisons"
    return comparison.reference.map { "\(count) with \(table.rowLabels[$0])" } ?? "all pairs, \(count)"
  }

  private func name(of arm: Int, in column: TableComparison.Column) -> String {
    table.rowLabels[column.line.places[arm]]
  }

  private func line(of pair: PairComparison, in column: TableComparison.Column, decimals: Int) -> [String] {
    let names = "\(name(of: pair.pair.first, in: column)) − \(name(of: pair.pair.second, in: column))"
    guard let evidence = pair.evidence else { return [names, "–", "–", "–", "–", "–"] }
    func number(_ value: Double) -> String { fixed(value, decimals: decimals) }
    let estimate = pair.estimate
    let interval = estimate.map { $0.interval(at: level) }
    // With one degree of freedom Hedges' correction makes every effect 0.
    let effect = (try? evidence.effect.get()).flatMap { $0.degreesOfFreedom > 1 ? $0.hedges : nil }
    return [
      names, (estimate?.value ?? evidence.pairs?.differences.mean).map(number) ?? "–",
      interval.map { "[\(number($0.lower)), \(number($0.upper))]" } ?? "–", text(of: pair.p), text(of: pair.exactP),
      effect.map { fixed($0, decimals: 2) } ?? "–",
    ]
  }

  /// How many more seeds settle the half-width; empty if none is asked for.
  private func seeds(of pair: PairComparison) -> String {
    guard let halfWidth, let evidence = pair.evidence else { return "" }
    return evidence.moreSeeds(toSettle: halfWidth, at: level).map { "+\($0)" } ?? "?"
  }

  private func text(of p: PValue) -> String { p.value < 0.001 ? "<0.001" : fixed(p.value, decimals: 3) }

  private func verdict(of pair: PairComparison) -> String {
    switch pair.verdict {
    case .different: "they differ"
    case .notSeparated: "not separated"
    case .testsDisagree: "the tests disagree"
    case .cannotReach(let smallest):
      "cannot reach \(level.alpha): the smallest exact p is \(text(of: smallest))"
    case .untested: "not tested"
    }
  }

  /// The rows that lack results or have diverged runs.
  private func holes(in column: TableComparison.Column) -> [String] {
    column.line.report.arms.enumerated().compactMap { place, arm in
      var parts: [String] = []
      if !arm.isComplete { parts.append("\(arm.done) of \(arm.planned) seeds") }
      if arm.diverged > 0 { parts.append("\(arm.diverged) diverged, \(divergedRuns)") }
      return parts.isEmpty ? nil : "  \(name(of: place, in: column)): \(parts.joined(separator: ", "))"
    }
  }

  private var divergedRuns: String {
    switch table.rules.divergences {
    case .exclude: "left out"
    case .worst(let value): "counted as \(value)"
    }
  }

  private var legend: [String] {
    let confidence = fixed(level.confidence * 100, decimals: 0)
    return [
      "difference: of the means over the seeds that both rows have, with its \(confidence) % interval (paired t; Welch's where "
        + "no seed is common)",
      "p: of the t test; exact p: of sign flips (permutations where no seed is common); both by Holm over a column's "
        + "comparisons",
      "they differ: both are at most \(level.alpha); not separated is not equality",
      "effect: the standardized mean difference (Hedges' g, or that of the pairs)",
    ]
      + (margin.map {
        [
          "P: the probability of a true difference below, within and above ± \($0), under a flat prior",
          "by less than \($0): two one-sided tests find the difference within ± \($0), by Holm over a column's comparisons",
        ]
      } ?? [])
      + (halfWidth.map { ["seeds: how many more narrow the interval to ± \($0), by Stein's two stages"] } ?? [])
  }
}
