public import Digests

/// An attempt that ended with a result, as it travels from its slot to the journal.
public struct FinishedAttempt: Hashable, Sendable {
  public let attempt: Attempt
  /// The bytes of `TrialResult.encoded()`.
  public let result: [UInt8]
  /// SHA-256 of `result`, computed by the slot.
  public let digest: Digest
  /// The seconds that the slot spent on the attempt.
  public let seconds: Double

  /// An upper limit of `seconds`, about 31 years.
  public static let secondsLimit = 1e9

  /// A finished attempt with the digest that the slot computed.
  public init(attempt: Attempt, result: [UInt8], digest: Digest, seconds: Double) {
    self.attempt = attempt
    self.result = result
    self.digest = digest
    self.seconds = seconds
  }

  /// Whether `result` has the digest `digest`.
  public var isIntact: Bool { SHA256.hash(result) == digest }
}
