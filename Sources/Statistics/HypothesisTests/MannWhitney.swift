/// The Mann–Whitney test (Wilcoxon's rank sum) for two independent samples.
public struct MannWhitney: Sendable {
  /// The most values, of both samples together, that ``exact()`` enumerates.
  public static let exactLimit = 100

  /// U = #(first > second) + ½ #(first = second) over all pairs.
  public let u: Double
  private let count: (first: Int, second: Int)
  private let ranks: Ranks

  public init(_ first: Sample, _ second: Sample) {
    ranks = Ranks(first.values + second.values)
    count = (first.count, second.count)
    u = first.wins(over: second)
  }

  /// The share of rank assignments with a U at least as extreme, given the ties in the data.
  ///
  /// - Throws: ``Untestable/tooMany(limit:have:)`` above ``exactLimit`` values.
  public func exact() throws(Untestable) -> TailProbabilities {
    guard ranks.doubled.count <= Self.exactLimit else {
      throw .tooMany(limit: Self.exactLimit, have: ranks.doubled.count)
    }
    let seen = ranks.doubled.prefix(count.first).reduce(0, +)
    let ways = subsetCounts(of: ranks.doubled, size: count.first)
    let all = ways.reduce(0, +)
    return TailProbabilities(
      greater: ways[seen...].reduce(0, +) / all, less: ways[...seen].reduce(0, +) / all)
  }

  /// The tails by the normal law, with the variance corrected for ties and, if `continuity` is true, a continuity
  /// correction of ½.
  ///
  /// An approximation; use it only above ``exactLimit``.
  ///
  /// - Throws: ``Untestable/noSpread`` if all values of both samples are equal.
  public func normal(continuity: Bool = true) throws(Untestable) -> TailProbabilities {
    let (n, m) = (Double(count.first), Double(count.second))
    let variance = n * m / 12 * (n + m + 1 - ranks.tieTerm / ((n + m) * (n + m - 1)))
    guard variance > 0 else { throw .noSpread }
    let correction = continuity ? 0.5 : 0
    let above = u - n * m / 2
    return TailProbabilities(
      greater: Normal.upperTail((above - correction) / variance.squareRoot()),
      less: Normal.upperTail((-above - correction) / variance.squareRoot()))
  }

  /// The smallest two-sided p-value that samples of `first` and `second` values can reach, 2 / C(first + second,
  /// first).
  public static func smallestP(_ first: Int, _ second: Int) -> PValue {
    PValue(clamping: 2 / binomial(first + second, first))
  }
}
