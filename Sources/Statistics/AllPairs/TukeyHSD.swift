/// All pairs of means under one common variance (Tukey's honest significant difference; Tukey–Kramer if the samples
/// differ in size).
public struct TukeyHSD: Sendable {
  private let groups: [Sample]
  /// The square root of the common variance, which has `degreesOfFreedom` = Σn - k.
  private let deviation: Double
  private let degreesOfFreedom: Int

  /// `groups` must have at least two samples.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if every group has one value, ``Untestable/noSpread`` if every group
  ///   is constant.
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

  /// The mean of group `first` minus that of group `second`, given by their indices.
  ///
  /// - Throws: ``Untestable/notFinite`` if the values are too large.
  public func difference(_ first: Int, _ second: Int) throws(Untestable) -> RangeEstimate {
    try RangeEstimate(
      value: groups[first].mean - groups[second].mean,
      standardError: deviation * (1 / Double(groups[first].count) + 1 / Double(groups[second].count)).squareRoot(),
      degreesOfFreedom: Double(degreesOfFreedom), groups: groups.count)
  }
}
