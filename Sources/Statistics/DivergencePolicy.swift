/// What a diverged run counts as. The policy is chosen before the first result.
public enum DivergencePolicy: Sendable, Hashable {
  /// The run has this value, the worst that the metric can take. Must be finite.
  case worst(Double)
  /// The run is left out, and in a paired comparison its seed; the number of such runs is reported.
  case exclude

  /// The value that `outcome` counts as; nil if it is left out.
  public func value(of outcome: Outcome) -> Double? {
    if let value = outcome.finiteValue { return value }
    switch self {
    case .worst(let worst): return worst
    case .exclude: return nil
    }
  }
}
