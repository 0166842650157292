/// How a run ended.
public enum Outcome: Sendable, Hashable {
  /// The run has this value of the metric. A value that is not finite counts as diverged.
  case value(Double)
  /// The run diverged.
  case diverged

  /// The finite value; nil if the run diverged.
  public var finiteValue: Double? {
    if case .value(let value) = self, value.isFinite { value } else { nil }
  }
}
