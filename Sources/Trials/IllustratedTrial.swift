/// A trial whose model can draw pictures.
public protocol IllustratedTrial: Trial {
  /// Pictures of the present model. The same state gives the same pictures, and the call does not change the state.
  func pictures() -> [TrialPicture]
}
