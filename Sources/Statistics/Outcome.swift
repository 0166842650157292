/// How a run ended.
public enum Outcome: Sendable, Hashable {
  /// The run has this value of the metric; finite.
  case value(Double)
  /// The run diverged.
  case diverged
}
