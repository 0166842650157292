import Trials

/// A finished attempt whose result may be accepted: its bytes have their digest, can be decoded, and hold only the
/// plan's metrics.
///
/// A journal takes no other results, so a result is hashed and decoded once on its way through the coordinator.
public struct VerifiedResult: Hashable, Sendable {
  /// The attempt with its result.
  public let finished: FinishedAttempt
  /// The outcome in the result's bytes; nil only in tests.
  let outcome: TrialOutcome?

  /// Hashes and decodes the result of `finished`. `metrics` are the names of the plan's metrics.
  public init(verifying finished: FinishedAttempt, metrics: Set<String>) throws(RejectedResult) {
    guard finished.isIntact else {
      throw RejectedResult(cause: .damaged, reason: "was damaged on its way: its bytes do not have their digest")
    }
    guard let result = try? TrialResult(encoded: finished.result) else {
      throw RejectedResult(cause: .failed, reason: "could not be read")
    }
    if let stranger = result.metrics.keys.filter({ !metrics.contains($0) }).min() {
      throw RejectedResult(
        cause: .failed, reason: "has a metric that the task does not have: \(stranger.prefix(100))")
    }
    self.finished = finished
    outcome = result.outcome
  }

  /// Skips the verification, for tests.
  init(unchecked finished: FinishedAttempt) {
    self.finished = finished
    outcome = nil
  }
}
