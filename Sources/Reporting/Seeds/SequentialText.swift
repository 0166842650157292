import Plans
import Statistics
import Trials

/// The present state of a table's sequential comparisons or intervals, in words.
struct SequentialText {
  private let table: Table
  private let design: SeedDesign

  /// Nil if the seeds of `table` are fixed.
  init?(_ table: Table) {
    guard let design = table.design else { return nil }
    self.table = table
    self.design = design
  }

  /// A warning if the seeds end before the goal is reached; nil otherwise.
  var warning: String? {
    guard case .interval(let halfWidth, let pilot) = design.goal else { return nil }
    let first = Set(design.seeds.prefix(pilot))
    let short = table.cells.count { cell in
      guard let sample = Sample(cell.samples.filter { first.contains($0.seed) }.compactMap(\.value)) else {
        return false
      }
      let needed = SteinTwoStage(halfWidth: halfWidth, level: table.rules.level)?.seeds(after: sample)
      return needed.map { $0 > design.seeds.count } ?? true
    }
    return short == 0
      ? nil : "\(counted(short, "cell")) would need more than \(design.seeds.count) seeds for ± \(halfWidth)."
  }

  /// A line for every comparison: its difference, the interval that holds at all looks, the seeds, p and the verdict.
  var verdicts: [String] {
    table.facets.flatMap { facet in
      facet.lines.enumerated().flatMap { number, line -> [String] in
        guard let line, let study = line.study else { return [] }
        let words = TableText(table)
        let title = (facet.coordinates.isEmpty ? [] : [words.title(of: facet)]) + [words.name(ofLine: number)]
        return [title.joined(separator: ", ") + ":"]
          + study.pairs.indices.map { "  " + text(of: $0, study, line) }
      }
    }
  }

  private func text(of pair: Int, _ study: SequentialStudy, _ line: LineComparison) -> String {
    let labels = TableText(table).comparedLabels
    let arms = study.pairs[pair]
    let names = "\(labels[line.places[arms.first]]) − \(labels[line.places[arms.second]])"
    let comparison = study.comparisons[pair]
    let verdict =
      switch study.verdicts[pair] {
      case .different: "they differ"
      case .equivalent(let margin): "equivalent within ± \(margin)"
      case .undecided(let seeds): "undecided at \(seeds) seeds"
      case .open(let next): "open, the next look is at \(next) seeds"
      }
    let shown = study.verdicts[pair].isDifferent ? comparison.strongest : comparison.looks.last
    guard let look = shown else { return "\(names): \(verdict)" }
    let decimals = commonDecimals(of: [look.pairs.differences])
    func number(_ value: Double) -> String { fixed(value, decimals: decimals) }
    let interval = look.interval.map { " [\(number($0.lower)), \(number($0.upper))]" } ?? ""
    let p = study.adjusted[pair].value
    return "\(names): \(number(look.pairs.differences.mean))\(interval) at n = \(look.seeds), "
      + "p \(p < 0.001 ? "< 0.001" : "= " + fixed(p, decimals: 3)): \(verdict)"
  }
}
