import Foundation
import Results
import Sweeps
import Trials

/// The trials of `plan` that the results in `directory` hold; nil where it has no sweep yet. Throws
/// `StoreError.otherSweep` where it has another one.
func doneTrials(of plan: Plan, in directory: String) throws -> Set<TrialIdentifier>? {
  guard FileManager.default.fileExists(atPath: "\(directory)/\(ResultStore.fileName)") else { return nil }
  let store: ResultStore
  do { store = try ResultStore(readingFrom: directory) } catch StoreError.noSweep { return nil }
  try store.requireSameSweep(as: plan)
  let records = try store.records()
  return Set(records.filter { $0.value.state == .done }.keys)
}
