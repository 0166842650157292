/// The verdict on a comparison under a sequential design.
public enum SequentialVerdict: Sendable, Hashable {
  /// The arms differ; says whether the first arm's mean is larger.
  case different(firstIsLarger: Bool)
  /// The true difference lies within ± the margin.
  case equivalent(within: Double)
  /// All seeds are used, and neither a difference nor equivalence was shown. That does not show equality.
  case undecided(seeds: Int)
  /// The next look is at this number of seeds.
  case open(nextLook: Int)

  /// Whether the arms are shown to differ.
  public var isDifferent: Bool {
    if case .different = self { true } else { false }
  }
}
