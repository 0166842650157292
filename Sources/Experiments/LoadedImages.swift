import Datasets
import Synchronization

/// The image data sets that this process has loaded, so that a slot loads each of them once.
final class LoadedImages: Sendable {
  private let loaded = Mutex<[String: ImageDataset]>([:])

  func load(_ name: String) throws -> ImageDataset {
    try loaded.withLock { loaded in
      if let dataset = loaded[name] { return dataset }
      let dataset = try ImageDataset.load(name)
      loaded[name] = dataset
      return dataset
    }
  }
}
