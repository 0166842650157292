public import Trials

/// One execution of a trial by one worker. A journal numbers the attempts of a trial from 1; only the latest can be accepted.
public struct Attempt: Hashable, Sendable, Codable {
  /// The journal that leased the attempt.
  public let journal: JournalIdentifier
  /// The trial.
  public let trial: TrialIdentifier
  /// The attempt's number, from 1.
  public let number: Int

  /// An attempt.
  public init(journal: JournalIdentifier, trial: TrialIdentifier, number: Int) {
    self.journal = journal
    self.trial = trial
    self.number = number
  }
}
