/// Friedman's test of whether methods differ in rank over blocks (data sets, or seeds).
public struct Friedman: Sendable {
  /// The number of blocks, N.
  public let blocks: Int
  /// The mean rank of each method; 1 is the best.
  public let averageRanks: [Double]
  /// χ² with k - 1 degrees of freedom, corrected for ties.
  public let statistic: Double

  /// Ranks `values`, indexed [block, method], within each block; the `best` value has rank 1.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` for fewer than 2 blocks or 2 methods, ``Untestable/notFinite`` if a
  ///   value is not finite, ``Untestable/noSpread`` if all methods tie in every block.
  public init(_ values: [[Double]], best: Best) throws(Untestable) {
    let k = values.first?.count ?? 0
    precondition(values.allSatisfy { $0.count == k }, "every block has one value a method")
    guard values.count > 1, k > 1 else { throw .tooFew(needed: 2, have: min(values.count, k)) }
    guard values.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite }
    let ranks = values.map { block in Ranks(best == .largest ? block.map { -$0 } : block) }
    let doubledSums = (0..<k).map { method in ranks.reduce(0) { $0 + $1.doubled[method] } }
    let (n, methods) = (Double(values.count), Double(k))
    let cube = n * methods * (methods * methods - 1)
    let untied = cube - ranks.reduce(0) { $0 + $1.tieTerm }
    guard untied > 0 else { throw .noSpread }
    // Σ(R - N(k + 1)/2)² over the methods, in integers.
    let deviations = doubledSums.reduce(0) { sum, doubled in
      sum + (doubled - values.count * (k + 1)) * (doubled - values.count * (k + 1))
    }
    blocks = values.count
    averageRanks = doubledSums.map { Double($0) / (2 * n) }
    statistic = 3 * (methods - 1) * Double(deviations) / untied
  }

  /// The number of methods, k.
  public var methods: Int { averageRanks.count }

  /// The probability of a χ² at least as large; approximate for small N.
  public var p: PValue {
    PValue(clamping: ChiSquared(degreesOfFreedom: Double(methods - 1)).upperTail(statistic))
  }

  /// Iman and Davenport's F = (N - 1) χ² / (N (k - 1) - χ²) with (k - 1, (k - 1)(N - 1)) degrees of freedom. If all
  /// blocks rank alike, F is infinite and p is 0.
  public var imanDavenport: (f: Double, p: PValue) {
    let (n, others) = (Double(blocks), Double(methods - 1))
    let rest = n * others - statistic
    // The ranks are multiples of ½, so a rest below rounding is 0.
    let f = rest > 1e-9 ? (n - 1) * statistic / rest : .infinity
    return (f, PValue(clamping: FisherF(numerator: others, denominator: others * (n - 1)).upperTail(f)))
  }

  /// Nemenyi's critical difference of average ranks, q / √2 · √(k (k + 1) / (6 N)).
  public func criticalDifference(at level: Level) -> Double {
    range.quantile(upperTail: level.alpha) / 2.0.squareRoot() * rankError
  }

  /// Nemenyi's p-value for two methods, given by their columns, corrected for all pairs.
  public func nemenyi(_ first: Int, _ second: Int) -> PValue {
    let distance = abs(averageRanks[first] - averageRanks[second]) / rankError
    return PValue(clamping: range.upperTail(distance * 2.0.squareRoot()))
  }

  private var range: StudentizedRange { StudentizedRange(count: methods, degreesOfFreedom: .infinity) }

  private var rankError: Double {
    (Double(methods * (methods + 1)) / Double(6 * blocks)).squareRoot()
  }
}
