import Coordination
public import Trials

/// An entry that contradicts what the journal already holds. Nothing of its transaction is recorded.
///
/// A coordinator that meets one has a defect: its own state and the journal's differ.
public struct JournalConflict: Error, Equatable, CustomStringConvertible {
  /// The trial of the entry.
  public let trial: TrialIdentifier
  /// The attempt's number, where the entry is about one.
  public let attempt: Int?
  /// What the entry says and what the journal holds.
  public let reason: String

  init(_ attempt: Attempt, _ reason: String) {
    trial = attempt.trial
    self.attempt = attempt.number
    self.reason = reason
  }

  init(_ trial: TrialIdentifier, _ reason: String) {
    self.trial = trial
    attempt = nil
    self.reason = reason
  }

  /// The trial, the attempt and the contradiction.
  public var description: String {
    "Trial \(trial.short)\(attempt.map { ", attempt \($0)" } ?? ""): \(reason)."
  }
}
