import Datasets
import Synchronization
import Tensors
import Trials

/// The stories that this process has read or generated, so that a trial and its resumptions do so once.
final class LoadedStories: Sendable {
  private struct Key: Hashable {
    let source: BabiSettings.Source
    let task: BabiTask
    let fold: Int
  }

  private let loaded = Mutex<[Key: BabiDataset]>([:])

  /// The stories of the stated fold, or else of the seed's. Throws `UnfitHost` if this host cannot read them.
  func load(_ settings: Settings<BabiSettings>, seed: Int) throws -> BabiDataset {
    let key = Key(source: settings.source, task: settings.babiTask, fold: settings.foldNumber(ofSeed: seed))
    return try loaded.withLock { loaded in
      if let dataset = loaded[key] { return dataset }
      let dataset = try Self.dataset(key)
      loaded[key] = dataset
      return dataset
    }
  }

  private static func dataset(_ key: Key) throws -> BabiDataset {
    switch key.source {
    case .files:
      do {
        return try BabiFiles.load(key.task, fold: key.fold)
      } catch {
        throw UnfitHost("\(error) For tasks 18 and 19, source: generated needs no files.")
      }
    case .generated:
      var generator = BabiGenerator(TrialStream.stories.stream(seed: key.fold, number: key.task.rawValue))
      return generator.dataset(key.task)
    }
  }
}
