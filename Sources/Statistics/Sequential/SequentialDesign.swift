/// A comparison of arms to which seeds are added until every comparison is decided. The design is fixed before the
/// first result.
///
/// Two arms are called different if three tests agree at a look: the paired t test and its skewness-corrected form,
/// both at a level that holds for all looks together, and the exact sign-flip test at α / number of looks.
public struct SequentialDesign: Sendable, Hashable {
  /// Why a design is refused.
  public enum Invalid: Error, Hashable, CustomStringConvertible {
    /// The looks do not ascend from at least 4.
    case looks([Int])
    /// The number of seeds differs from that of the last look, or a seed occurs twice.
    case seeds(needed: Int, distinct: Int)
    /// The family has no comparison.
    case comparisons(Int)
    /// The margin is not a finite number above 0.
    case margin(Double)

    /// A sentence that says what was expected.
    public var description: String {
      switch self {
      case .looks(let looks): "Looks are numbers of seeds that ascend from 4 or more, not \(looks)."
      case .seeds(let needed, let distinct):
        "The last look needs \(needed) seeds, each named once; the design has \(distinct)."
      case .comparisons(let count): "A family has at least one comparison, not \(count)."
      case .margin(let margin): "A margin of equivalence is a finite number above 0, not \(margin)."
      }
    }
  }

  /// The seeds in the order of their use.
  public let seeds: [Int]
  /// The numbers of seeds at the looks, ascending.
  public let looks: [Int]
  /// The probability of any false alarm, over all looks and comparisons of the family.
  public let level: Level
  /// The number of comparisons in the family.
  public let comparisons: Int
  /// Differences within ± this margin count as none; nil without a test of equivalence.
  public let margin: Double?
  /// What a diverged run counts as.
  public let divergences: DivergencePolicy
  /// The level of the interval shown at each look. All looks together cover with the confidence of `level`.
  public let levelOfEachLook: Level
  /// The level of each look that holds for all comparisons together too.
  let levelOfEachComparison: Level
  let repeated: RepeatedLevel

  /// The default numbers of seeds at the looks.
  public static let defaultLooks = [8, 12, 20, 40]

  /// The default looks below `seeds`, then `seeds` as the last.
  public static func defaultLooks(upTo seeds: Int) -> [Int] { defaultLooks.filter { $0 < seeds } + [seeds] }

  /// A design of `comparisons` comparisons, with a look at the first n of `seeds` for every n of `looks`.
  ///
  /// - Throws: ``Invalid`` if the looks do not ascend from at least 4, the seeds are not distinct or not as many as the
  ///   last look needs, there is no comparison, or the margin is not above 0.
  public init(
    seeds: [Int], looks: [Int] = defaultLooks, level: Level = .fivePercent, comparisons: Int, margin: Double? = nil,
    divergences: DivergencePolicy
  ) throws(Invalid) {
    guard let last = looks.last, looks[0] >= 4, zip(looks, looks.dropFirst()).allSatisfy(<) else {
      throw .looks(looks)
    }
    guard seeds.count == last, Set(seeds).count == last else {
      throw .seeds(needed: last, distinct: Set(seeds).count)
    }
    guard comparisons > 0 else { throw .comparisons(comparisons) }
    if let margin, !(margin > 0 && margin.isFinite) { throw .margin(margin) }
    self.seeds = seeds
    self.looks = looks
    self.level = level
    self.comparisons = comparisons
    self.margin = margin
    self.divergences = divergences
    repeated = RepeatedLevel(looks: looks)
    levelOfEachLook = repeated.ofEachLook(level)
    levelOfEachComparison = repeated.ofEachLook(level.shared(among: comparisons))
  }

  /// The looks at which the sign-flip test can reach its level. No difference can be found at the others.
  public var decisiveLooks: [Int] {
    looks.filter { SignFlips.smallestP($0).isSignificant(at: level.shared(among: looks.count)) }
  }
}
