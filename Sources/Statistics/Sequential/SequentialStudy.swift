/// The comparisons of arms under one sequential design.
///
/// The study depends only on the results by seed, not on their order. Results beyond a missing seed do not count.
public struct SequentialStudy: Sendable {
  public let pairs: [ArmPair]
  /// The comparison of each pair.
  public let comparisons: [SequentialComparison]
  /// The p-value of each pair, valid over all looks and corrected for the family by Holm.
  public let adjusted: [PValue]
  /// The verdict on each pair.
  public let verdicts: [SequentialVerdict]
  private let arms: [[Int: Outcome]]
  private let design: SequentialDesign

  /// Compares `pairs` of `arms`, each with its outcomes by seed. The number of pairs must be the design's.
  public init(_ arms: [[Int: Outcome]], pairs: [ArmPair], design: SequentialDesign) {
    precondition(pairs.count == design.comparisons, "the design has \(design.comparisons) pairs, not \(pairs.count)")
    self.arms = arms
    self.pairs = pairs
    self.design = design
    let comparisons = pairs.map { SequentialComparison(arms[$0.first], arms[$0.second], design: design) }
    let adjusted = Adjustment.holm.adjusted(comparisons.map(\.p))
    self.comparisons = comparisons
    self.adjusted = adjusted
    verdicts = zip(comparisons, adjusted).map { comparison, p in
      if p.isSignificant(at: design.level), let look = comparison.strongest {
        return .different(firstIsLarger: look.pairs.differences.mean > 0)
      }
      if let margin = design.margin, comparison.looks.contains(where: \.isEquivalent) {
        return .equivalent(within: margin)
      }
      guard let next = design.looks.first(where: { $0 > comparison.seeds }) else {
        return .undecided(seeds: design.seeds.count)
      }
      return .open(nextLook: next)
    }
  }

  /// Whether no arm needs further seeds.
  public var isDecided: Bool { wanted.allSatisfy(\.isEmpty) }

  /// The seeds that each arm lacks for the next looks of its open comparisons, in the design's order.
  public var wanted: [[Int]] {
    var reach = Array(repeating: 0, count: arms.count)
    for (pair, verdict) in zip(pairs, verdicts) {
      guard case .open(let next) = verdict else { continue }
      for arm in [pair.first, pair.second] { reach[arm] = max(reach[arm], next) }
    }
    return zip(arms, reach).map { arm, reach in design.seeds.prefix(reach).filter { arm[$0] == nil } }
  }
}
