import Foundation
import Results
import Sweeps
import Trials

/// The trials of `plan` that the results in `directory` hold; nil where it has no sweep yet. Throws
/// `StoreError.otherSweep` where it has another one.
func doneTrials(of plan: Plan, in directory: String) throws -> Set<TrialIdentifier>? {
  guard FileManager.default.fileExists(atPath: "\(directory)/\(ResultStore.fileName)") else { return nil }
  do {
    let store = try ResultStore(readingFrom: directory)
    try store.requireSameSweep(as: plan)
    return Set(try store.records().filter { $0.value.state == .done }.keys)
  } catch StoreError.noSweep {
    return nil
  }
}
