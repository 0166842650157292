import Glibc

/// The sign-flip test. If two arms have the same distribution, both signs of every paired difference are equally
/// likely.
///
/// The statistic is the mean difference. Up to ``exactLimit`` pairs all flips are counted. Above, 100,000 random flips,
/// keyed by the data, are drawn, and the data count as one more. Where a bound says that no drawn flip would reach the data, none
/// is drawn.
public struct SignFlips: Sendable, Hashable {
  /// The most pairs whose flips are all counted.
  public static let exactLimit = SubsetSums.limit
  /// The shares of the flips with a mean difference at least as large, and at most as large.
  public let tails: TailProbabilities
  /// Whether all flips were counted.
  public let isExact: Bool

  /// Tests whether the distribution of `differences` is symmetric about 0. The p-value is 1 if all are zero.
  public init(_ differences: Sample) {
    let values = scaledToOne(differences.values)
    isExact = values.count <= Self.exactLimit
    tails = isExact ? Self.counted(values) : Self.unreachable(values) ?? Self.drawn(values)
  }

  /// The smallest two-sided p-value that `count` pairs can reach, 2 / 2ⁿ.
  public static func smallestP(_ count: Int) -> PValue {
    PValue(clamping: 2 * Double(sign: .plus, exponent: -count, significand: 1))
  }

  /// The fewest pairs with which a difference can be found in a family of `comparisons`, because Holm's correction
  /// multiplies the smallest p-value by their number.
  public static func fewestPairs(in comparisons: Int, at level: Level) -> Int {
    (1...).first { smallestP($0).isSignificant(at: level.shared(among: comparisons)) }!
  }

  /// Flipping the subset T reduces the sum by 2 Σ_T, so the sum is at least as large if Σ_T ≤ 0.
  private static func counted(_ values: [Double]) -> TailProbabilities {
    let tolerance = SubsetSums.tolerance
    let half = values.count / 2
    let (low, high) = (SubsetSums.all(of: values[..<half]), SubsetSums.all(of: values[half...]))
    let all = low.count * high.count
    return TailProbabilities(
      greater: Double(SubsetSums.pairs(low, high, atMost: tolerance)) / Double(all),
      less: Double(all - SubsetSums.pairs(low, high, atMost: -tolerance)) / Double(all))
  }

  private static let draws = 100_000

  /// The tails of data that no drawn flip reaches; nil where one might.
  ///
  /// A sum with random signs is at least as large as the data's, s = Σ d, with a probability of at most exp(-s² / (2 Σ d²))
  /// (Hoeffding, JASA 1963). The bound is 10⁻⁹ for all draws together. Arms of many seeds mostly lie so far apart.
  static func unreachable(_ values: [Double]) -> TailProbabilities? {
    let sum = values.reduce(0, +)
    let squares = values.reduce(0) { $0 + $1 * $1 }
    guard squares > 0, sum * sum / (2 * squares) > log(Double(draws) * 1e9) else { return nil }
    let smallest = 1 / Double(draws + 1)
    return sum > 0 ? TailProbabilities(greater: smallest, less: 1) : TailProbabilities(greater: 1, less: smallest)
  }

  static func drawn(_ values: [Double]) -> TailProbabilities {
    let tolerance = SubsetSums.tolerance
    // Each byte of random bits flips eight values, whose 256 sums are computed once.
    let sums = stride(from: 0, to: values.count, by: 8).flatMap { start in
      subsetSums(of: values[start..<min(start + 8, values.count)])
    }
    // A word of random bits serves eight groups; the last word's lacking groups have no values.
    let lacking = (8 - sums.count / 256 % 8) % 8
    let tables = sums + [Double](repeating: 0, count: 256 * lacking)
    var random = CounterRandom(of: [values])
    var (greater, less) = (1, 1)
    var flips = Flips(words: tables.count / 256 / 8)
    for _ in 0..<draws / flipsAtOnce {
      flips.draw(from: tables, &random)
      for flipped in flips.sums {
        if flipped <= tolerance { greater += 1 }
        if flipped >= -tolerance { less += 1 }
      }
    }
    return TailProbabilities(
      greater: Double(greater) / Double(draws + 1), less: Double(less) / Double(draws + 1))
  }

  /// So many sums and their bits fit into the processor's first cache, beside the tables of one word's groups. A divisor of
  /// the number of draws.
  private static let flipsAtOnce = 250

  /// The sums of drawn subsets. The subsets are added up side by side, word by word, because the additions of one sum wait
  /// for each other.
  private struct Flips {
    private(set) var sums = [Double](repeating: 0, count: flipsAtOnce)
    private var bits: [UInt64]
    private let words: Int

    init(words: Int) {
      self.words = words
      bits = [UInt64](repeating: 0, count: flipsAtOnce * words)
    }

    /// Draws new subsets. `tables` has eight tables of 256 sums for every word.
    mutating func draw(from tables: [Double], _ random: inout CounterRandom) {
      // A subset's words are drawn one after the other.
      for draw in 0..<flipsAtOnce {
        for word in 0..<words { bits[word * flipsAtOnce + draw] = random.next() }
      }
      // Within bounds: a byte selects one of a table's 256 sums. The sums are added without checks, because a large table draws
      // millions of them.
      sums.withUnsafeMutableBufferPointer { sums in
        sums.update(repeating: 0)
        tables.withUnsafeBufferPointer { tables in
          bits.withUnsafeBufferPointer { bits in
            for word in 0..<words {
              let tables = tables.baseAddress! + word * 8 * 256
              for draw in 0..<flipsAtOnce {
                let drawn = bits[word * flipsAtOnce + draw]
                var sum = sums[draw]
                for group in 0..<8 { sum += tables[256 &* group &+ Int(drawn &>> UInt64(8 &* group) & 255)] }
                sums[draw] = sum
              }
            }
          }
        }
      }
    }
  }

  /// The sums of the subsets of up to eight values, indexed by the byte whose bits select the values.
  private static func subsetSums(of values: ArraySlice<Double>) -> [Double] {
    (0..<256).map { byte in
      zip(values, 0...).reduce(0) { sum, value in byte >> value.1 & 1 == 1 ? sum + value.0 : sum }
    }
  }
}
