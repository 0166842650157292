import Datasets
import Layers
import Tensors
import Trials

/// Drawings of the present model. All pictures come from one batch of the training's size, at most 64 images, because
/// published code lengths depend on the size. The pictures show only the first images of the batch, so that a result
/// stays small.
extension DrawTrial: IllustratedTrial {
  private static let largestBatch = 64
  /// Images along a side of a picture.
  private static let columns = 5
  /// Rows of a filmstrip.
  private static let strips = 4
  /// The most drawing steps of a filmstrip.
  private static let frames = 10

  func pictures() -> [TrialPicture] {
    let count = min(test.images.rows, Self.largestBatch)
    let (images, canvases) = reconstructions(count)
    let samples = samples(count)
    let square = Self.columns * Self.columns
    return [
      samples[samples.count - 1].prefix(square).grid(named: "samples", columns: Self.columns),
      filmstrip("samples-by-step", samples.evenlySpaced(Self.frames)),
      pairs("reconstructions", images, canvases[canvases.count - 1]),
      filmstrip("reconstructions-by-step", [images] + canvases.evenlySpaced(Self.frames)),
    ]
  }

  /// The first test images, and their canvases after every drawing step.
  private func reconstructions(_ count: Int) -> (images: GreyImages, canvases: [GreyImages]) {
    let tape = Tape(gradients: false)
    test.images.select((0..<count).map(Int32.init)[...])
    let images = test.images.batch(count, on: tape).images
    let drawing = network.draw(
      images, NormalizationCall(.evaluation), latentsFrom: TrialStream.reconstructionLatents.stream(seed: seed))
    return (tiles(images), drawing.canvases.map { tiles($0.sigmoid()) })
  }

  /// The canvases of drawings from noise after every drawing step. Without a seed the noise is the trial's own.
  private func samples(_ count: Int, seed other: Int? = nil) -> [GreyImages] {
    let tape = Tape(gradients: false)
    let noise = TrialStream.sampleLatents.stream(seed: other ?? seed)
    let canvases = network.sample(count, on: tape, latentsFrom: noise)
    return canvases.map { tiles($0.sigmoid()) }
  }

  /// As many drawings as all pictures are made from, from the noise of `seed`, after every drawing step.
  func samples(seed: Int) -> [GreyImages] { samples(min(test.images.rows, Self.largestBatch), seed: seed) }

  /// An image for each row of `[count, pixels]`.
  private func tiles(_ images: Tensor) -> GreyImages {
    GreyImages(images, width: dataset.imageWidth, height: dataset.imageHeight)
  }

  /// One drawing a row, from the first step on the left to the last.
  private func filmstrip(_ name: String, _ steps: [GreyImages]) -> TrialPicture {
    let rows = min(Self.strips, steps[0].images.count)
    let images = (0..<rows).flatMap { row in steps.map { $0.images[row] } }
    return GreyImages(images, like: steps[0]).grid(named: name, columns: steps.count)
  }

  /// Three rows of images, each above the row of its drawings; fewer rows for fewer images.
  private func pairs(_ name: String, _ originals: GreyImages, _ drawings: GreyImages) -> TrialPicture {
    let columns = min(Self.columns, originals.images.count)
    let count = min(3, originals.images.count / columns) * columns
    let rows = stride(from: 0, to: count, by: columns).flatMap {
      originals.images[$0..<$0 + columns] + drawings.images[$0..<$0 + columns]
    }
    return GreyImages(rows, like: originals).grid(named: name, columns: columns)
  }
}
