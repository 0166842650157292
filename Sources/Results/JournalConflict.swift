import Coordination
public import Trials

/// An entry that contradicts the journal. No entry of its transaction is recorded.
///
/// A conflict is a defect of the coordinator: its own state and the journal's differ.
public struct JournalConflict: Error, Equatable, CustomStringConvertible {
  /// The trial of the entry.
  public let trial: TrialIdentifier
  /// The attempt's number, if the entry is about an attempt.
  public let attempt: Int?
  /// The content of the entry and of the journal.
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
