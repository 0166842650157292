/// A mean time until an event or a limit, whichever comes first.
public struct RestrictedMean: Sendable, Hashable {
  /// The mean, in the unit of the times.
  public let value: Double
  /// The standard error; 0 if no run had the event before the limit, or all had it at the same time.
  public let standardError: Double
  public let limit: Double

  /// The normal interval value ± z · standard error, within 0...limit; approximate for small n.
  public func interval(at level: Level) -> Interval {
    let z = Normal.quantile(upperTail: level.alpha / 2)
    return Interval(
      lower: max(0, value - z * standardError), upper: min(limit, value + z * standardError), level: level)
  }

  /// The difference from `other`, an independent mean with the same limit, with its normal interval and the p-value of
  /// no difference. Both are approximate for small n.
  ///
  /// - Throws: ``Untestable/noSpread`` if both standard errors are 0.
  public func difference(
    from other: RestrictedMean, at level: Level
  ) throws(Untestable) -> (value: Double, interval: Interval, p: PValue) {
    precondition(limit == other.limit, "restricted means have one limit: \(limit), \(other.limit)")
    let error = (standardError * standardError + other.standardError * other.standardError).squareRoot()
    guard error > 0 else { throw .noSpread }
    let difference = value - other.value
    let z = Normal.quantile(upperTail: level.alpha / 2)
    return (
      difference, Interval(around: difference, halfWidth: z * error, level: level),
      PValue(clamping: 2 * Normal.upperTail(abs(difference) / error))
    )
  }
}
