/// The result of one seed.
public struct SeedSample: Sendable {
  /// The seed.
  public let seed: Int
  /// The metric's value; nil where the trial diverged.
  public let value: Double?
}
