public import Trials

/// A trial whose model makes its pictures step by step, so that people can watch.
public protocol AnimatedTrial: Trial {
  /// Pictures after every step of the model, of one size. `seed` decides the drawing. The trial does not change.
  func animation(seed: Int) -> [TrialPicture]
}
