import Results
import Statistics
import Trials

extension TableText {
  /// Sentences about what is missing or must be read with care.
  var warnings: [String] {
    [
      damaged, diverged, lacking, incomplete, tooFewForTests, table.selection?.edgeWarning,
      SequentialText(table)?.warning,
      table.seeds.count < 5 ? "Fewer than 5 seeds: the standard errors themselves are vague." : nil,
      table.facets.contains { $0.cells.contains { $0.contains { $0 == nil } } }
        ? "Empty places are no cells of the sweep." : nil,
    ].compactMap(\.self)
  }

  private var damaged: String? {
    guard !table.damaged.isEmpty else { return nil }
    let names = table.damaged.prefix(10).map(\.label) + (table.damaged.count > 10 ? ["…"] : [])
    return "\(counted(table.damaged.count, "result")) damaged and not counted: \(names.joined(separator: "; "))."
  }

  private var diverged: String? {
    guard table.diverged > 0 else { return nil }
    let results = counted(table.diverged, "result")
    switch table.rules.divergences {
    case .exclude:
      return "\(results) diverged: means and comparisons are over the others, and no such cell is marked alone."
    case .worst(let value): return "\(results) diverged and \(table.diverged == 1 ? "counts" : "count") as \(value)."
    }
  }

  private var lacking: String? {
    guard table.lacking > 0 else { return nil }
    return "\(counted(table.lacking, "result")) without \(table.metric.name): such a cell says how many of how many "
      + "results its mean is over, and is not marked alone."
  }

  private var incomplete: String? {
    guard table.incompleteCells > 0 else { return nil }
    return
      "\(table.incompleteCells) of \(counted(table.cells.count, "cell")) incomplete: their n is shown, and none is "
      + "marked alone."
  }

  /// Why lines with results in at least two cells have no marks; nil if all have.
  private var tooFewForTests: String? {
    let lines = table.lines.filter { $0.study == nil }
    let silent = lines.filter { $0.cannotTellApart && $0.report.arms.count { $0.sample != nil } > 1 }
    guard let first = silent.first else { return nil }
    let pairs = first.report.allPairs.count
    let level = table.rules.level
    let most = silent.flatMap { $0.report.allPairs.compactMap { $0.evidence?.count } }.max() ?? 0
    let lead =
      silent.count == lines.count
      ? "No \(line) has marks" : "\(silent.count) of \(lines.count) \(line)s have no marks"
    return "\(lead): no difference can reach α = \(level.alpha) at n = \(most) among \(counted(pairs, "pair")); "
      + "\(SignFlips.fewestPairs(in: pairs, at: level)) seeds could."
  }
}
