import Statistics

/// What stands after a mean's ±.
public enum Spread: String, Sendable, CaseIterable {
  /// The standard error.
  case standardError = "error"
  /// The half-width of the 95 % interval of Student's t.
  case interval

  /// The number after the ±; nil if `sample` has a single value.
  func width(of sample: Sample) -> Double? {
    switch self {
    case .standardError: sample.standardError
    case .interval:
      sample.standardError.map { error in
        (try? sample.meanEstimate().interval(at: .fivePercent).halfWidth) ?? error
      }
    }
  }

  /// The width; nil if it is no more than a rounding error, a billionth of the mean.
  func significantWidth(of sample: Sample) -> Double? {
    width(of: sample).flatMap { $0 > 1e-9 * abs(sample.mean) ? $0 : nil }
  }

  /// The spread in the words of a caption.
  var name: String {
    switch self {
    case .standardError: "standard error"
    case .interval: "95 % interval of Student's t"
    }
  }
}
