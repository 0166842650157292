/// What the charts of curves have across.
public enum CurveAbscissa: String, Sendable, Hashable, CaseIterable {
  /// What the curve counts: steps, updates, episodes or frames.
  case step
  /// Wall-clock time.
  case time
  /// Passes over the training examples.
  case epoch
}
