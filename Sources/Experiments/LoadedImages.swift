import Datasets
import Synchronization
import Trials

/// The image data sets that this process has loaded, so that a slot loads each data set once.
final class LoadedImages: Sendable {
  private let loaded = Mutex<[ImbalancedImages.Dataset: ImageDataset]>([:])

  /// The data set called `name`. Throws `UnfitHost` if this host cannot read its files.
  func load(_ name: ImbalancedImages.Dataset) throws -> ImageDataset {
    try loaded.withLock { loaded in
      if let dataset = loaded[name] { return dataset }
      do {
        let dataset = try ImageDataset.load(name.rawValue)
        loaded[name] = dataset
        return dataset
      } catch {
        throw UnfitHost("\(error)")
      }
    }
  }
}
