/// The result of one seed.
public struct SeedSample: Sendable {
  /// The seed.
  public let seed: Int
  /// The metric's value; NaN where the trial diverged.
  public let value: Double
}
