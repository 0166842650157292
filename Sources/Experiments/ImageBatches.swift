import Datasets
import Tensors

/// Images in memory, and the selected batch.
final class ImageBatches {
  /// The number of images.
  let count: Int
  /// The number of images in the largest batch.
  let rows: Int
  private let width: Int
  private let stored: ByteBlock
  private let pixels: Block
  private let labels: Block
  private let table = Block(.float32, count: 256)
  private let index: Block
  /// `index` in parts of `partRows` entries.
  private let indexParts: [Block]

  /// The most images that one part gathers.
  static let partRows = 500

  /// Batches of at most `rows` of `images`. A byte becomes its number in `table`; the default table standardizes.
  init(_ images: LabeledImages, _ dataset: ImageDataset, rows: Int, table: [Float]? = nil) {
    count = images.count
    self.rows = rows
    width = dataset.pixelCount
    stored = images.pixels
    let pinned = images.pixels.pinned
    pixels = Block(reading: pinned.bytes, keptAliveBy: pinned.owner)
    labels = Block(.uint8, count: images.count)
    labels.bytes.copyBytes(from: images.labels)
    _ = self.table.floats.update(fromContentsOf: table ?? dataset.scale.table)
    let index = Block(.int32, count: rows)
    self.index = index
    indexParts = stride(from: 0, to: rows, by: Self.partRows).map {
      Block(within: index, offset: $0, count: min(Self.partRows, rows - $0))
    }
  }

  /// Releases this process's memory of the images until the next batch is selected.
  func rest() { stored.releasePages() }

  /// Makes the images at `indices` the next batch.
  func select(_ indices: ArraySlice<Int32>) {
    _ = index.integers.update(fromContentsOf: indices)
  }

  /// The selected batch, `[rows, pixels]` and int32 `[rows]`.
  func batch(_ rows: Int, on tape: Tape) -> (images: Tensor, labels: Tensor) {
    (
      tape.images(pixels, rows: rows, width: width, index: index, table: table),
      self.labels(rows, on: tape)
    )
  }

  /// The selected batch's labels alone, int32 `[rows]`.
  func labels(_ rows: Int, on tape: Tape) -> Tensor { labels(rows, from: labels, on: tape) }

  /// Other labels of the selected batch's images, int32 `[rows]`: `stored` has a byte for every image in memory.
  func labels(_ rows: Int, from stored: Block, on tape: Tape) -> Tensor {
    tape.labels(stored, rows: rows, index: index)
  }

  /// Some of the selected batch's images, `[range, pixels]`. The range starts at a multiple of `partRows` and has at
  /// most `partRows` elements.
  func images(_ range: Range<Int>, on tape: Tape) -> Tensor {
    tape.images(
      pixels, rows: range.count, width: width, index: indexParts[range.lowerBound / Self.partRows], table: table)
  }
}
