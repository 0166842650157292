public import Digests

/// An attempt that ended with a result, as it travels from its slot to the journal.
public struct FinishedAttempt: Hashable, Sendable {
  /// The attempt.
  public let attempt: Attempt
  /// `TrialResult.encoded()`.
  public let result: [UInt8]
  /// SHA-256 of `result`, computed where the result was made.
  public let digest: Digest
  /// The seconds that the slot spent on the attempt.
  public let seconds: Double

  /// Any slot takes less: about 31 years.
  public static let secondsLimit = 1e9

  /// A finished attempt whose digest came with it.
  public init(attempt: Attempt, result: [UInt8], digest: Digest, seconds: Double) {
    self.attempt = attempt
    self.result = result
    self.digest = digest
    self.seconds = seconds
  }

  /// Whether the bytes are those that the digest was computed from.
  public var isIntact: Bool { SHA256.hash(result) == digest }
}
