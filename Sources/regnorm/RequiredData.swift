import ContentAddressing
import Datasets
import Digests
import Plans
import Trials

/// Throws if a data file that `trials` read is missing on this host or has another size, before anything starts.
func requireData(of trials: [PlannedTrial]) throws(BrokenData) {
  let needed = Set(trials.lazy.flatMap(\.specification.data).map(\.sha256))
  for dataset in DatasetCatalog.all.map({ $0.only { needed.contains($0.sha256) } }) {
    for file in dataset.inspect(in: .fromEnvironment(), hashing: false) {
      // A bad copy is no obstacle, because the program makes another.
      if case .copy = file.place { continue }
      if let problem = file.problem { throw BrokenData(description: problem) }
    }
  }
}

/// The files that `trials` read, as far as this host has them, for workers that do not.
func servedData(of trials: [PlannedTrial]) -> [Digest: ServedFile] {
  DataTransfer(.fromEnvironment()).served(Set(trials.lazy.flatMap(\.specification.data).map(\.sha256)))
}

/// Data that a sweep needs and this host lacks.
struct BrokenData: Error, CustomStringConvertible {
  let description: String
}
