/// The comparison of two arms at their first n common seeds.
public struct Look: Sendable, Hashable {
  /// The number of seeds, n.
  public let seeds: Int
  /// The pairs that count: all but those that the policy excludes.
  public let pairs: PairedSample
  /// The p-value of the three tests together, valid over all looks.
  public let p: PValue
  /// The level of ``interval``.
  private let level: Level
  /// The level of the interval that holds for all comparisons together.
  private let familyLevel: Level
  private let margin: Double?

  /// Looks at `pairs`, which `design` keeps of the first `seeds` seeds.
  init(_ pairs: PairedSample, seeds: Int, design: SequentialDesign) {
    self.seeds = seeds
    self.pairs = pairs
    // If pairs are excluded, the law of the planned numbers of pairs does not apply, but Bonferroni's bound over the
    // looks does.
    let isComplete = pairs.count == seeds
    let looks = design.looks.count
    func anytime(_ p: PValue) -> PValue {
      isComplete ? design.repeated.anytime(p) : PValue(clamping: Double(looks) * p.value)
    }
    let flips = SignFlips(pairs.differences).tails.p()
    p = pairs.differences.studentTests.map(anytime).reduce(PValue(clamping: Double(looks) * flips.value), max)
    level = isComplete ? design.levelOfEachLook : design.level.shared(among: looks)
    familyLevel =
      isComplete ? design.levelOfEachComparison : design.level.shared(among: looks * design.comparisons)
    margin = design.margin
  }

  /// The interval for the mean difference that covers at all looks together; nil if there is only one pair.
  public var interval: Interval? { pairs.differences.meanInterval(at: level) }

  /// Whether the interval that holds for all comparisons together lies within the design's margin.
  public var isEquivalent: Bool {
    guard let margin, let interval = pairs.differences.meanInterval(at: familyLevel) else { return false }
    return interval.lies(within: margin)
  }
}
