/// A trial whose model can show in pictures what it has learned.
public protocol IllustratedTrial: Trial {
  /// Pictures of the model as it is now: the same ones whenever it is asked in the same state, which asking leaves alone.
  func pictures() -> [TrialPicture]
}
