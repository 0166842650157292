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
    for first in stride(from: 0, to: draws, by: flipsAtOnce) {
      for flipped in flippedSums(min(flipsAtOnce, draws - first), of: sums, &random) {
        if flipped <= tolerance { greater += 1 }
        if flipped >= -tolerance { less += 1 }
      }
    }
    return TailProbabilities(
      greater: Double(greater) / Double(draws + 1), less: Double(less) / Double(draws + 1))
  }

  /// As many sums as the processor's nearest cache holds beside one group's table.
  private static let flipsAtOnce = 250

  /// The sums of `count` drawn subsets. They are added up side by side, group by group, because one sum's additions wait for
  /// each other.
  private static func flippedSums(_ count: Int, of sums: [Double], _ random: inout CounterRandom) -> [Double] {
    let groups = sums.count / 256
    let words = (groups + 7) / 8
    // Eight groups of every subset follow each other; a subset's words are drawn one after the other.
    var bits = [UInt64](repeating: 0, count: count * words)
    for draw in 0..<count {
      for word in 0..<words { bits[word * count + draw] = random.next() }
    }
    return [Double](unsafeUninitializedCapacity: count) { flipped, initializedCount in
      flipped.initialize(repeating: 0)
      sums.withUnsafeBufferPointer { sums in
        bits.withUnsafeBufferPointer { bits in
          for group in 0..<groups {
            let table = sums.baseAddress! + group * 256
            let drawn = bits.baseAddress! + group / 8 * count
            let shift = UInt64(group % 8 * 8)
            for draw in 0..<count { flipped[draw] += table[Int(drawn[draw] &>> shift & 255)] }
          }
        }
      }
      initializedCount = count
    }
  }

  /// The sums of the subsets of up to eight values, by the byte whose bits name the values.
  private static func subsetSums(of values: ArraySlice<Double>) -> [Double] {
    (0..<256).map { byte in
      zip(values, 0...).reduce(0) { sum, value in byte >> value.1 & 1 == 1 ? sum + value.0 : sum }
    }
  }
}
