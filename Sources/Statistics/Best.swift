/// Which value of a metric is the best.
public enum Best: Sendable, Hashable {
  /// The largest, as of a score.
  case largest
  /// The smallest, as of an error.
  case smallest
}
