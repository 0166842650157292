import Foundation
import Results
import Trials

/// The trials that the results in `directory` hold; nil where it has no results yet.
func doneTrials(in directory: String) throws -> Set<TrialIdentifier>? {
  guard FileManager.default.fileExists(atPath: directory + "/results.sqlite") else { return nil }
  let records = try ResultStore(readingFrom: directory).records()
  return Set(records.filter { $0.value.state == .done }.keys)
}
