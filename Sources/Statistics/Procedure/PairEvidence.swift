/// The evidence of two arms' results about their difference, before the correction for the family.
public struct PairEvidence: Sendable, Hashable {
  public let pair: ArmPair
  /// The number of pairs or, without pairs, of values of the smaller sample.
  public let count: Int
  /// The mean difference by the paired t law or, without pairs, by Welch's.
  public let difference: Result<StudentEstimate, Untestable>
  /// The standardized mean difference.
  public let effect: Result<StandardizedDifference, Untestable>
  /// The values paired by seed; nil if the arms have no common seed and are independent samples.
  public let pairs: PairedSample?
  /// Whether the first arm's mean is larger.
  public let firstIsLarger: Bool
  /// The p-value of the t test.
  public let p: PValue
  /// The p-value of the exact test: sign flips or, without pairs, permutations.
  public let exactP: PValue
  /// The smallest p-value that the exact test can reach at this number of values.
  public let smallestP: PValue

  /// Compares the arms of `pair`; nil if one has no value.
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

  /// How many more common seeds would narrow the interval of the difference to ± `halfWidth`, by Stein's two stages
  /// with the present pairs as the pilot. Nil if that is more than a million, or if there are fewer than two pairs.
  public func moreSeeds(toSettle halfWidth: Double, at level: Level) -> Int? {
    guard let pairs, let stein = SteinTwoStage(halfWidth: halfWidth, level: level) else { return nil }
    return stein.seeds(after: pairs.differences).map { $0 - pairs.count }
  }
}
