/// An interval that covers the true value with the confidence 1 - α of its level; an end may be infinite.
public struct Interval: Sendable, Hashable {
  /// The lower end.
  public let lower: Double
  /// The upper end, at least `lower`.
  public let upper: Double
  /// The level of the interval.
  public let level: Level

  /// The interval from `lower` to `upper`.
  init(lower: Double, upper: Double, level: Level) {
    precondition(lower <= upper, "an interval's ends are in order: \(lower), \(upper)")
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// The interval `centre` ± `halfWidth`.
  init(around centre: Double, halfWidth: Double, level: Level) {
    self.init(lower: centre - halfWidth, upper: centre + halfWidth, level: level)
  }

  /// Half the distance of the two ends.
  public var halfWidth: Double { (upper - lower) / 2 }

  /// Whether `value` lies in the interval, its ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Whether every value of the interval lies strictly between -`margin` and `margin`.
  public func lies(within margin: Double) -> Bool { -margin < lower && upper < margin }
}
