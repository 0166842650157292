/// The difference of two means among several, tested by the studentized range.
public struct RangeEstimate: Sendable, Hashable {
  /// The first mean minus the second.
  public let value: Double
  /// The standard error of the difference, above 0.
  public let standardError: Double
  /// The degrees of freedom of the standard error.
  public let degreesOfFreedom: Double
  /// The number of means compared.
  public let groups: Int

  init(value: Double, standardError: Double, degreesOfFreedom: Double, groups: Int) throws(Untestable) {
    // The conditions are those of a t.
    let estimate = try StudentEstimate(
      value: value, standardError: standardError, degreesOfFreedom: degreesOfFreedom)
    self.value = estimate.value
    self.standardError = estimate.standardError
    self.degreesOfFreedom = estimate.degreesOfFreedom
    self.groups = groups
  }

  /// The two-sided p-value, corrected for all pairs of the groups.
  public var p: PValue { PValue(clamping: law.upperTail(abs(value) / standardError * 2.0.squareRoot())) }

  /// The interval for the difference. The intervals of all pairs hold simultaneously.
  public func interval(at level: Level) -> Interval {
    let q = law.quantile(upperTail: level.alpha)
    return Interval(around: value, halfWidth: q / 2.0.squareRoot() * standardError, level: level)
  }

  private var law: StudentizedRange { StudentizedRange(count: groups, degreesOfFreedom: degreesOfFreedom) }
}
