/// What a run that diverged counts as; chosen before the first result.
public enum DivergencePolicy: Sendable, Hashable {
  /// The run has this value, the worst that the metric can take; finite.
  case worst(Double)
  /// The run, and in a paired comparison its seed, is left out and counted.
  case exclude

  /// The value that `outcome` counts as; nil where it is left out.
  public func value(of outcome: Outcome) -> Double? {
    if let value = outcome.finiteValue { return value }
    switch self {
    case .worst(let worst): return worst
    case .exclude: return nil
    }
  }
}
