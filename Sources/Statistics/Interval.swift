/// An interval that covers the true value with the confidence 1 - α of its level. An end may be infinite.
public struct Interval: Sendable, Hashable {
  public let lower: Double
  /// The upper end, at least `lower`.
  public let upper: Double
  public let level: Level

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

  /// Half the distance between the ends.
  public var halfWidth: Double { (upper - lower) / 2 }

  /// Whether `value` is in the interval, including its ends.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Whether the whole interval is strictly between -`margin` and `margin`.
  public func lies(within margin: Double) -> Bool { -margin < lower && upper < margin }
}
