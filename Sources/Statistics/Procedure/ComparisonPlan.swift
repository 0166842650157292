/// The declarations of a comparison with a fixed number of seeds, made before the first result.
public struct ComparisonPlan: Sendable, Hashable {
  /// The comparisons of a family.
  public enum Family: Sendable, Hashable {
    /// Every other arm with the arm at this index.
    case reference(Int)
    /// Every arm with every other.
    case allPairs
  }

  /// The seeds of every arm.
  public let seeds: [Int]
  public let family: Family
  /// The accepted probability of any false alarm in the family.
  public let level: Level
  /// Which mean is the best.
  public let best: Best
  /// What a diverged run counts as.
  public let divergences: DivergencePolicy

  public init(
    seeds: [Int], family: Family, level: Level = .fivePercent, best: Best, divergences: DivergencePolicy
  ) {
    self.seeds = seeds
    self.family = family
    self.level = level
    self.best = best
    self.divergences = divergences
  }

  /// The same plan with another family.
  public func with(_ family: Family) -> ComparisonPlan {
    ComparisonPlan(seeds: seeds, family: family, level: level, best: best, divergences: divergences)
  }

  /// The pairs of the family among `arms` arms.
  func pairs(of arms: Int) -> [ArmPair] {
    switch family {
    case .reference(let reference): (0..<arms).filter { $0 != reference }.map { ArmPair($0, reference) }
    case .allPairs: Self.allPairs(of: arms)
    }
  }

  /// Every pair of `arms` arms once, the earlier arm first.
  static func allPairs(of arms: Int) -> [ArmPair] {
    (0..<arms).flatMap { first in (first + 1..<max(arms, first + 1)).map { ArmPair(first, $0) } }
  }
}
