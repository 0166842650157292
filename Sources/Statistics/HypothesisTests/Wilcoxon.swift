/// Wilcoxon's signed-rank test for paired differences. Differences of zero are dropped.
public struct Wilcoxon: Sendable {
  /// The most differences that ``exact()`` enumerates.
  public static let exactLimit = 200

  /// The sum of the ranks of the positive differences.
  public let positiveRanks: Double
  /// The sum of the ranks of the negative differences.
  public let negativeRanks: Double
  /// The number of differences that are not zero.
  public let count: Int
  private let ranks: Ranks

  /// Tests whether the distribution of `differences` is symmetric about 0.
  ///
  /// - Throws: ``Untestable/noSpread`` if all differences are zero.
  public init(_ differences: Sample) throws(Untestable) {
    let kept = differences.values.filter { $0 != 0 }
    guard !kept.isEmpty else { throw .noSpread }
    ranks = Ranks(kept.map(abs))
    count = kept.count
    let positive = zip(kept, ranks.doubled).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    positiveRanks = Double(positive) / 2
    negativeRanks = Double(ranks.doubled.reduce(0, +) - positive) / 2
  }

  /// The share of sign flips with a sum of positive ranks at least as extreme, given the ties in the data.
  ///
  /// - Throws: ``Untestable/tooMany(limit:have:)`` above ``exactLimit`` differences that are not zero.
  public func exact() throws(Untestable) -> TailProbabilities {
    guard count <= Self.exactLimit else { throw .tooMany(limit: Self.exactLimit, have: count) }
    let shares = subsetShares(of: ranks.doubled)
    let seen = Int(2 * positiveRanks)
    return TailProbabilities(greater: shares[seen...].reduce(0, +), less: shares[...seen].reduce(0, +))
  }

  /// The tails by the normal law, with the variance corrected for ties and, if `continuity` is true, a continuity
  /// correction of ½.
  ///
  /// An approximation; use it only above ``exactLimit``.
  public func normal(continuity: Bool = true) -> TailProbabilities {
    let n = Double(count)
    let deviation = (n * (n + 1) * (2 * n + 1) / 24 - ranks.tieTerm / 48).squareRoot()
    let correction = continuity ? 0.5 : 0
    let above = positiveRanks - n * (n + 1) / 4
    return TailProbabilities(
      greater: Normal.upperTail((above - correction) / deviation),
      less: Normal.upperTail((-above - correction) / deviation))
  }
}
