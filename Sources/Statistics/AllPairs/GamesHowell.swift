/// All pairs of means, each with the variances and degrees of freedom of its own two samples (Games and Howell).
public struct GamesHowell: Sendable {
  private let groups: [Sample]

  /// `groups` must have at least two samples.
  public init(_ groups: [Sample]) {
    precondition(groups.count > 1, "pairs need at least two groups, not \(groups.count)")
    self.groups = groups
  }

  /// The mean of group `first` minus that of group `second`, given by their indices.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if one of the two has one value, ``Untestable/noSpread`` if both are
  ///   constant.
  public func difference(_ first: Int, _ second: Int) throws(Untestable) -> RangeEstimate {
    let welch = try groups[first].difference(from: groups[second])
    return try RangeEstimate(
      value: welch.value, standardError: welch.standardError, degreesOfFreedom: welch.degreesOfFreedom,
      groups: groups.count)
  }
}
