/// All pairs of means under one common variance (Tukey's honest significant difference; Tukey–Kramer where the samples
/// differ in size).
public struct TukeyHSD: Sendable {
  private let groups: [Sample]
  /// The common variance as the square of `deviation`, with `degreesOfFreedom` = Σn - k.
  private let deviation: Double
  private let degreesOfFreedom: Int

  /// Compares `groups` (two or more) in their order.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` where every group has one value, ``Untestable/noSpread`` where every
  ///   group is constant.
  public init(_ groups: [Sample]) throws(Untestable) {
    precondition(groups.count > 1, "pairs need at least two groups, not \(groups.count)")
    let count = groups.reduce(0) { $0 + $1.count }
    guard count > groups.count else { throw .tooFew(needed: groups.count + 1, have: count) }
    let deviations = groups.map { $0.standardDeviation ?? 0 }
    let largest = deviations.max() ?? 0
    guard largest > 0 else { throw .noSpread }
    let squares = zip(groups, deviations).map { Double($0.count - 1) * ($1 / largest) * ($1 / largest) }
    self.groups = groups
    degreesOfFreedom = count - groups.count
    deviation = largest * (compensatedSum(squares) / Double(degreesOfFreedom)).squareRoot()
  }

  /// The mean of group `first` minus that of group `second` (places in the list of groups).
  ///
  /// - Throws: ``Untestable/notFinite`` where the values are too large.
  public func difference(_ first: Int, _ second: Int) throws(Untestable) -> RangeEstimate {
    try RangeEstimate(
      value: groups[first].mean - groups[second].mean,
      standardError: deviation * (1 / Double(groups[first].count) + 1 / Double(groups[second].count)).squareRoot(),
      degreesOfFreedom: Double(degreesOfFreedom), groups: groups.count)
  }
}
