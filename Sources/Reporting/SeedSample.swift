/// The result of one seed.
public struct SeedSample: Sendable {
  public let seed: Int
  /// The metric's value; nil if the trial diverged.
  public let value: Double?
}
