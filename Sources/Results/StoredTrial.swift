public import Digests
public import Plans

/// A trial of a directory's plan with everything that the directory holds of it.
public struct StoredTrial<Value>: Sendable where Value: Sendable {
  /// What has become of a trial.
  public enum State: String, Sendable {
    case waiting, running, done, failed
    /// Its result is not the one that was accepted; it runs again.
    case damaged
  }

  /// What was accepted from the attempt that finished.
  public struct Accepted: Sendable {
    /// What was read from the result's bytes.
    public let value: Value
    /// The digest of the bytes.
    public let digest: Digest
    /// The wall-clock seconds of the attempt.
    public let seconds: Double
    /// The host that ran it.
    public let host: String
    /// When it was accepted, in seconds since 1970.
    public let time: Double
  }

  /// The trial.
  public let trial: PlannedTrial
  /// What has become of it.
  public let state: State
  /// How many attempts have been leased.
  public let attempts: Int
  /// Its result; nil where there is none, or where it is damaged.
  public let accepted: Accepted?
}
