/// An estimate whose error, in units of its standard error, follows Student's t: a mean, or a difference of two means.
public struct StudentEstimate: Sendable, Hashable {
  public let value: Double
  /// The standard error, above 0.
  public let standardError: Double
  /// The degrees of freedom ν, at least 1 and not always an integer.
  public let degreesOfFreedom: Double

  init(value: Double, standardError: Double, degreesOfFreedom: Double) throws(Untestable) {
    guard standardError > 0 else { throw standardError.isNaN ? .notFinite : .noSpread }
    guard value.isFinite, standardError.isFinite else { throw .notFinite }
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The estimate divided by its standard error.
  public var t: Double { value / standardError }

  /// The probability of a t at least as extreme if the true value is 0.
  public func p(_ alternative: Alternative = .twoSided) -> PValue { p(alternative, against: 0) }

  /// The interval value ± t(ν) · standard error.
  public func interval(at level: Level) -> Interval {
    Interval(
      around: value, halfWidth: law.quantile(upperTail: level.alpha / 2) * standardError, level: level)
  }

  /// The p-value of the two one-sided tests against a true value outside ±`margin`, `margin` > 0.
  ///
  /// p is at most α if the interval at level 2α lies within the margin.
  public func equivalence(within margin: Double) -> PValue {
    precondition(margin > 0, "a margin of equivalence is above 0, not \(margin)")
    return max(p(.greater, against: -margin), p(.less, against: margin))
  }

  /// The posterior of the true value under a flat prior.
  public var posterior: Posterior { Posterior(self) }

  var law: StudentT { StudentT(degreesOfFreedom: degreesOfFreedom) }

  private func p(_ alternative: Alternative, against truth: Double) -> PValue {
    let t = (value - truth) / standardError
    return TailProbabilities(greater: law.upperTail(t), less: law.upperTail(-t)).p(alternative)
  }
}
