/// A comparison of arms whose seeds are added until every comparison is decided: all that is fixed before the first
/// result.
///
/// At each look the paired t test, its skewness-corrected form (both at a level that holds for all looks together) and the
/// exact sign-flip test (at α / number of looks) must agree before two arms are called different.
public struct SequentialDesign: Sendable, Hashable {
  /// Why a design is refused.
  public enum Invalid: Error, Hashable, CustomStringConvertible {
    /// The looks do not ascend from 4 or more.
    case looks([Int])
    /// The number of seeds is not that of the last look, or a seed stands twice.
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

  /// The seeds in the order in which they count.
  public let seeds: [Int]
  /// The numbers of seeds at which is tested, ascending.
  public let looks: [Int]
  /// The rate of families with a false alarm, over all looks and comparisons.
  public let level: Level
  /// The number of comparisons of the family.
  public let comparisons: Int
  /// Differences within ± this count as none; nil where equivalence is not asked.
  public let margin: Double?
  /// What a diverged run counts as.
  public let divergences: DivergencePolicy
  /// The level of the interval that is printed at each look; all looks together cover with the confidence of `level`.
  public let levelOfEachLook: Level
  /// The level at each look that holds for all comparisons together too.
  let levelOfEachComparison: Level
  let repeated: RepeatedLevel

  /// The numbers of seeds at which is tested where nothing else is said.
  public static let defaultLooks = [8, 12, 20, 40]

  /// The default looks up to `seeds`, with `seeds` as the last one.
  public static func defaultLooks(upTo seeds: Int) -> [Int] { defaultLooks.filter { $0 < seeds } + [seeds] }

  /// A design of `comparisons` comparisons at the first n of `seeds` for every n of `looks`.
  ///
  /// - Throws: ``Invalid`` where the looks do not ascend from 4, the seeds are not as many as the last look or not
  ///   distinct, there is no comparison, or the margin is not above 0.
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

  /// The looks at which the sign-flip test can reach its level; at the others no difference can be found.
  public var decisiveLooks: [Int] {
    looks.filter { SignFlips.smallestP($0).isSignificant(at: level.shared(among: looks.count)) }
  }
}
