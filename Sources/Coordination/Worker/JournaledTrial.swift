import Trials

/// A trial of one journal, because each journal numbers the attempts of a trial by itself.
struct JournaledTrial: Hashable {
  let journal: JournalIdentifier
  let trial: TrialIdentifier

  init(of attempt: Attempt) {
    journal = attempt.journal
    trial = attempt.trial
  }
}
