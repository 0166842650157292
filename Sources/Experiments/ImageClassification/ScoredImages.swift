import Datasets
import Tensors

/// Images that a classification is scored on, and which of them are of rare classes.
struct ScoredImages {
  /// A label that no class has.
  private static let noClass: UInt8 = 255

  /// The images and the batch of them that is scored.
  let batches: ImageBatches
  /// Where the scored images stand among the stored ones.
  let places: [Int32]
  /// The number of images of rare classes.
  let rareCount: Int
  private let rareLabels: Block

  /// Those of `images` at `places`, in batches of `batchSize`; 0 scores all in one batch. `rareClasses` is empty where
  /// errors are not reported apart.
  init(_ images: LabeledImages, at places: [Int32], of dataset: ImageDataset, batchSize: Int, rareClasses: [Int]) {
    self.places = places
    batches = ImageBatches(
      images, dataset, rows: batchSize == 0 ? places.count : min(batchSize, places.count))
    let isRare = (0..<dataset.classCount).map(rareClasses.contains)
    rareCount = places.count { isRare[Int(images.labels[Int($0)])] }
    rareLabels = Block(.uint8, count: images.count)
    rareLabels.bytes.copyBytes(from: images.labels.map { isRare[Int($0)] ? $0 : Self.noClass })
  }

  /// Counts the right answers of the selected batch's `logits` to images of rare classes.
  func countRare(_ logits: Tensor, rows: Int, into count: Block, on tape: Tape) {
    guard rareCount > 0 else { return }
    logits.countCorrect(batches.labels(rows, from: rareLabels, on: tape), into: count)
  }
}
