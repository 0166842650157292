/// Which value of a metric is the best.
public enum Best: Sendable, Hashable {
  /// The largest, as for a score.
  case largest
  /// The smallest, as for an error.
  case smallest
}
