/// What a table makes of a run that diverged. The sweep file states the rule before the first result.
public enum DivergenceRule: Sendable, Codable, Hashable {
  /// The run, and in a paired comparison its seed, is left out and counted.
  case exclude
  /// The run has this value, the worst that the metric can take.
  case worst(Double)
}
