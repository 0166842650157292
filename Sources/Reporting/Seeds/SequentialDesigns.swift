import Plans
import Statistics

/// The sequential designs of a table's lines, one for every number of comparisons.
struct SequentialDesigns {
  private let byComparisons: [Int: SequentialDesign]

  /// The designs of lines of up to `largestLine` cells; none where the plan's seeds are not those until decided.
  ///
  /// Throws `SequentialDesign.Invalid` where the looks are none.
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

  /// The design of a family of so many comparisons; nil where there is none.
  subscript(comparisons: Int) -> SequentialDesign? { byComparisons[comparisons] }
}
