/// A significance level: the accepted rate α of false alarms, which also gives the confidence 1 - α of intervals.
public struct Level: Sendable, Hashable {
  /// α, above 0 and below 1.
  public let alpha: Double

  /// α = 0.05.
  public static let fivePercent = Level(unchecked: 0.05)

  /// Nil unless 0 < `alpha` < 1.
  public init?(alpha: Double) {
    guard alpha > 0, alpha < 1 else { return nil }
    self.alpha = alpha
  }

  /// `alpha` must be above 0 and below 1.
  init(unchecked alpha: Double) { self.alpha = alpha }

  /// 1 - α.
  public var confidence: Double { 1 - alpha }

  /// The level α / `count` of each of `count` statements, which together have level α (Bonferroni).
  public func shared(among count: Int) -> Level {
    precondition(count > 0, "a level is shared among at least one statement, not \(count)")
    return Level(unchecked: alpha / Double(count))
  }
}
