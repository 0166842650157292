/// What the results of two arms say of their difference, before the family is corrected for.
public struct PairEvidence: Sendable, Hashable {
  /// The compared arms.
  public let pair: ArmPair
  /// The number of pairs, or of values of the smaller sample.
  public let count: Int
  /// The mean difference by the paired t law, or by Welch's.
  public let difference: Result<StudentEstimate, Untestable>
  /// The standardized mean difference.
  public let effect: Result<StandardizedDifference, Untestable>
  /// The values paired by seed; nil where the arms have no seed in common, and are independent samples.
  public let pairs: PairedSample?
  /// Whether the first arm's mean is the larger one.
  public let firstIsLarger: Bool
  /// The p-value of the t test.
  public let p: PValue
  /// The p-value of the exact test of the same values: sign flips, or permutations.
  public let exactP: PValue
  /// The smallest p-value that the exact test can reach at this number of values.
  public let smallestP: PValue

  /// Compares the arms of `pair`; nil where one has no value.
  init?(_ pair: ArmPair, of arms: [ArmSummary]) {
    let (one, other) = (arms[pair.first], arms[pair.second])
    guard let first = one.sample, let second = other.sample else { return nil }
    self.pair = pair
    pairs = PairedSample(one.values, other.values)
    if let pairs {
      count = pairs.count
      firstIsLarger = pairs.differences.mean > 0
      difference = Result { () throws(Untestable) in try pairs.tTest() }
      effect = Result { () throws(Untestable) in try StandardizedDifference(pairs) }
      p = pairs.differences.studentTests[0]
      exactP = SignFlips(pairs.differences).tails.p()
      smallestP = SignFlips.smallestP(pairs.count)
    } else {
      count = min(first.count, second.count)
      firstIsLarger = first.mean > second.mean
      difference = Result { () throws(Untestable) in try first.difference(from: second) }
      effect = Result { () throws(Untestable) in try StandardizedDifference(first, second) }
      p = first.studentP(of: second)
      exactP = Permutations(first, second).tails.p()
      smallestP = Permutations.smallestP(first.count, second.count)
    }
  }

  /// How many more common seeds would narrow the interval of the difference to ± `halfWidth`, by Stein's two stages with
  /// the pairs so far as the pilot; nil where that is beyond a million, or where fewer than two pairs are there.
  public func moreSeeds(toSettle halfWidth: Double, at level: Level) -> Int? {
    guard let pairs, let stein = SteinTwoStage(halfWidth: halfWidth, level: level) else { return nil }
    return stein.seeds(after: pairs.differences).map { $0 - pairs.count }
  }
}
