import Plans
import Statistics

/// The sequential designs of a table's lines, one for every number of comparisons.
struct SequentialDesigns {
  private let byComparisons: [Int: SequentialDesign]

  /// The designs of lines of up to `largestLine` cells; none unless the plan adds seeds until decided.
  ///
  /// Throws `SequentialDesign.Invalid` if the looks are invalid.
  init(_ design: SeedDesign?, rules: ComparisonPlan, largestLine: Int?) throws {
    guard let design, case .decided(let looks) = design.goal, let largestLine, largestLine > 1 else {
      byComparisons = [:]
      return
    }
    var designs: [Int: SequentialDesign] = [:]
    for cells in 2...largestLine {
      let comparisons = rules.family == .allPairs ? cells * (cells - 1) / 2 : cells - 1
      designs[comparisons] = try SequentialDesign(
        seeds: design.seeds, looks: looks, level: rules.level, comparisons: comparisons,
        divergences: rules.divergences)
    }
    byComparisons = designs
  }

  /// The design of a family of `comparisons` comparisons; nil if there is none.
  subscript(comparisons: Int) -> SequentialDesign? { byComparisons[comparisons] }
}
