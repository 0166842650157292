/// The permutation test of two independent samples. If both have the same distribution, every choice of which values
/// belong to the first sample is equally likely.
///
/// The statistic is the difference of the means. Up to ``exactLimit`` values all choices are counted. Above, 100,000
/// random choices, keyed by the data, are drawn, and the data count as one more.
public struct Permutations: Sendable, Hashable {
  /// The most values, of both samples together, whose choices are all counted.
  public static let exactLimit = SubsetSums.limit
  /// The shares of the choices with a difference of the means at least as large, and at most as large.
  public let tails: TailProbabilities
  /// Whether all choices were counted.
  public let isExact: Bool

  /// Tests whether `first` and `second` have the same distribution. The p-value is 1 if all values are equal.
  public init(_ first: Sample, _ second: Sample) {
    let pooled = scaledToOne(first.values + second.values)
    // Centred, so that the sums lose little to rounding.
    let centre = Sample(pooled)?.mean ?? 0
    let values = pooled.map { $0 - centre }
    let seen = compensatedSum(Array(values.prefix(first.count)))
    isExact = values.count <= Self.exactLimit
    tails =
      isExact
      ? Self.counted(values, size: first.count, seen: seen)
      : Self.drawn(values, size: first.count, seen: seen, random: CounterRandom(of: [first.values, second.values]))
  }

  /// The smallest two-sided p-value that samples of `first` and `second` values can reach, 2 / C(first + second,
  /// first).
  public static func smallestP(_ first: Int, _ second: Int) -> PValue { MannWhitney.smallestP(first, second) }

  private static func counted(_ values: [Double], size: Int, seen: Double) -> TailProbabilities {
    let tolerance = SubsetSums.tolerance
    let half = values.count / 2
    let (low, high) = (SubsetSums.bySize(of: values[..<half]), SubsetSums.bySize(of: values[half...]))
    var (all, below, atMost) = (0, 0, 0)
    for (taken, sums) in low.enumerated() where high.indices.contains(size - taken) {
      let others = high[size - taken]
      all += sums.count * others.count
      below += SubsetSums.pairs(sums, others, atMost: seen - tolerance)
      atMost += SubsetSums.pairs(sums, others, atMost: seen + tolerance)
    }
    return TailProbabilities(greater: Double(all - below) / Double(all), less: Double(atMost) / Double(all))
  }

  private static func drawn(
    _ values: [Double], size: Int, seen: Double, random: CounterRandom
  ) -> TailProbabilities {
    let draws = 100_000
    let tolerance = SubsetSums.tolerance
    var random = random
    var values = values
    var (greater, less) = (1, 1)
    for _ in 0..<draws {
      var sum = 0.0
      // The first `size` steps of a shuffle.
      for place in 0..<size {
        values.swapAt(place, place + random.index(below: values.count - place))
        sum += values[place]
      }
      if sum >= seen - tolerance { greater += 1 }
      if sum <= seen + tolerance { less += 1 }
    }
    return TailProbabilities(
      greater: Double(greater) / Double(draws + 1), less: Double(less) / Double(draws + 1))
  }
}
