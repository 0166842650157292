import Trials

/// The trials that the results in `directory` hold; nil where it has no results yet.
func doneTrials(in directory: String) throws -> Set<TrialIdentifier>? {
  nil
}
