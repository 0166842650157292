public import Trials

/// A trial whose model makes its pictures step by step, so that one can watch them come about.
public protocol AnimatedTrial: Trial {
  /// Pictures of the model's work after every step, of one size; `seed` decides what is drawn. The trial stays as it is.
  func animation(seed: Int) -> [TrialPicture]
}
