/// The sign-flip test: where two arms have the same distribution, every sign of every paired difference is as likely.
///
/// The statistic is the mean difference. Up to ``exactLimit`` pairs all flips are counted; above, 100,000 flips drawn by
/// random numbers that are keyed by the data, with the data themselves counted as one more draw.
public struct SignFlips: Sendable, Hashable {
  /// The largest number of pairs whose flips are all counted.
  public static let exactLimit = SubsetSums.limit
  /// The shares of the flips with a mean difference at least as large and at most as large.
  public let tails: TailProbabilities
  /// Whether all flips were counted.
  public let isExact: Bool

  /// Tests `differences` for a distribution symmetric about 0; the p-value is 1 where all are zero.
  public init(_ differences: Sample) {
    let values = scaledToOne(differences.values)
    isExact = values.count <= Self.exactLimit
    tails = isExact ? Self.counted(values) : Self.drawn(values)
  }

  /// The smallest two-sided p-value that `count` pairs can reach, 2 / 2ⁿ.
  public static func smallestP(_ count: Int) -> PValue {
    PValue(clamping: 2 * Double(sign: .plus, exponent: -count, significand: 1))
  }

  /// The fewest pairs at which a difference can be found in a family of `comparisons`, of which Holm's correction multiplies
  /// the smallest p-value by their number.
  public static func fewestPairs(in comparisons: Int, at level: Level) -> Int {
    (1...).first { smallestP($0).isSignificant(at: level.shared(among: comparisons)) }!
  }

  /// Flipping the subset T takes 2 Σ_T off the sum: the sum is at least as large where Σ_T ≤ 0.
  private static func counted(_ values: [Double]) -> TailProbabilities {
    let tolerance = SubsetSums.tolerance
    let half = values.count / 2
    let (low, high) = (SubsetSums.all(of: values[..<half]), SubsetSums.all(of: values[half...]))
    let all = low.count * high.count
    return TailProbabilities(
      greater: Double(SubsetSums.pairs(low, high, atMost: tolerance)) / Double(all),
      less: Double(all - SubsetSums.pairs(low, high, atMost: -tolerance)) / Double(all))
  }

  private static func drawn(_ values: [Double]) -> TailProbabilities {
    let draws = 100_000
    let tolerance = SubsetSums.tolerance
    // A byte of random bits flips eight values, whose sums are made once.
    let sums = stride(from: 0, to: values.count, by: 8).flatMap { start in
      subsetSums(of: values[start..<min(start + 8, values.count)])
    }
    var random = CounterRandom(of: [values])
    var (greater, less) = (1, 1)
    for _ in 0..<draws {
      var flipped = 0.0
      var bits: UInt64 = 0
      for group in 0..<sums.count / 256 {
        if group % 8 == 0 { bits = random.next() }
        flipped += sums[group * 256 + Int(bits & 255)]
        bits >>= 8
      }
      if flipped <= tolerance { greater += 1 }
      if flipped >= -tolerance { less += 1 }
    }
    return TailProbabilities(
      greater: Double(greater) / Double(draws + 1), less: Double(less) / Double(draws + 1))
  }

  /// The sums of the subsets of up to eight values, by the byte whose bits name the values.
  private static func subsetSums(of values: ArraySlice<Double>) -> [Double] {
    (0..<256).map { byte in
      zip(values, 0...).reduce(0) { sum, value in byte >> value.1 & 1 == 1 ? sum + value.0 : sum }
    }
  }
}
