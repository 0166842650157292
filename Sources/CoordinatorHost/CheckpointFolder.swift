import ContentAddressing
import Coordination
import Digests
import FoundationEssentials
import OperatingSystem
import Trials

/// The checkpoints of a sweep on the disk: a store of their files, and for each trial the file `TRIAL.json`, which
/// names the trial's newest checkpoint. A checkpoint counts, and is whole, once its `TRIAL.json` exists.
struct CheckpointFolder {
  let store: ContentStore

  private static let suffix = ".json"

  init(_ path: String) { store = ContentStore(path) }

  /// Returns the newest checkpoint of every open trial. Removes all other files: those of finished trials, and
  /// incomplete files of a killed coordinator.
  func load(where isOpen: (TrialIdentifier) -> Bool) -> [TrialIdentifier: CheckpointOffer] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: store.folder)) ?? []
    var newest: [TrialIdentifier: CheckpointOffer] = [:]
    for name in names where name.hasSuffix(Self.suffix) {
      guard let bytes = FileManager.default.contents(atPath: "\(store.folder)/\(name)"),
        let offer = try? JSONDecoder().decode(CheckpointOffer.self, from: bytes),
        path(of: offer.attempt.trial) == "\(store.folder)/\(name)", store.holds(offer.file),
        isOpen(offer.attempt.trial)
      else { continue }
      newest[offer.attempt.trial] = offer
    }
    let kept = Set(newest.values.flatMap { [store.path(of: $0.file), path(of: $0.attempt.trial)] })
    for path in names.map({ "\(store.folder)/\($0)" }) where !kept.contains(path) {
      try? FileManager.default.removeItem(atPath: path)
    }
    return newest
  }

  /// Makes a whole file the newest checkpoint of its trial. Durable when this returns.
  func note(_ offer: CheckpointOffer) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try OutputFile.write([UInt8](try encoder.encode(offer)), to: path(of: offer.attempt.trial))
    try FileDescriptor(store.folder).synchronize()
  }

  /// Removes the record of the trial's checkpoint.
  func forget(_ trial: TrialIdentifier) { try? FileManager.default.removeItem(atPath: path(of: trial)) }

  /// Removes a file, also an incomplete one.
  func remove(_ file: Digest) {
    store.remove(file)
    try? FileManager.default.removeItem(atPath: store.path(of: file) + ".part")
  }

  private func path(of trial: TrialIdentifier) -> String { "\(store.folder)/\(trial)\(Self.suffix)" }
}
