import Reporting

/// What a dashboard knows of a sweep, with the number of its state.
struct NumberedMoment: Sendable {
  /// Grows with every change.
  let number: Int
  /// The number at which the results last changed.
  let results: Int
  let moment: SweepMoment
}
