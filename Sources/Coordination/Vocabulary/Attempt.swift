public import Trials

/// One execution of a trial by one worker. A journal numbers a trial's attempts from 1.
public struct Attempt: Hashable, Sendable, Codable {
  /// The journal that leased the attempt.
  public let journal: JournalIdentifier
  public let trial: TrialIdentifier
  /// The attempt's number, from 1.
  public let number: Int

  public init(journal: JournalIdentifier, trial: TrialIdentifier, number: Int) {
    self.journal = journal
    self.trial = trial
    self.number = number
  }
}
