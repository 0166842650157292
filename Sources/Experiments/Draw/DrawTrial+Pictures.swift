import Layers
import Pictures
import Tensors
import Trials

/// What the model draws, as it is now. All pictures come from one batch of the training's size, at most 64 images,
/// because published code lengths depend on it; they show its first images, so few that a result stays small.
extension DrawTrial: IllustratedTrial {
  private static let largestBatch = 64
  /// Images along a side of a picture.
  private static let columns = 5
  /// Rows of a filmstrip.
  private static let strips = 4
  /// The most drawing steps of a filmstrip.
  private static let frames = 10

  func pictures() -> [TrialPicture] {
    let count = min(test.rows, Self.largestBatch)
    let (images, canvases) = reconstructions(count)
    let samples = samples(count)
    let square = Self.columns * Self.columns
    return [
      named("samples", .grid(Array(samples[samples.count - 1].prefix(square)), columns: Self.columns, gap: 1)),
      named("samples-by-step", filmstrip(samples.evenlySpaced(Self.frames))),
      named("reconstructions", pairs(images, canvases[canvases.count - 1])),
      named("reconstructions-by-step", filmstrip([images] + canvases.evenlySpaced(Self.frames))),
    ]
  }

  /// The first test images, and their canvases after every drawing step.
  private func reconstructions(_ count: Int) -> (images: [Picture], canvases: [[Picture]]) {
    let tape = Tape(gradients: false)
    test.select((0..<count).map(Int32.init)[...])
    let images = test.batch(count, on: tape).images
    let drawing = network.draw(
      images, NormalizationCall(.evaluation), latentsFrom: TrialStream.reconstructionLatents.stream(seed: seed))
    return (tiles(images), drawing.canvases.map { tiles($0.sigmoid()) })
  }

  /// The canvases of drawings from noise after every drawing step; the noise is the trial's own where no seed is given.
  private func samples(_ count: Int, seed other: Int? = nil) -> [[Picture]] {
    let tape = Tape(gradients: false)
    let noise = TrialStream.sampleLatents.stream(seed: other ?? seed)
    let canvases = network.sample(count, on: tape, latentsFrom: noise)
    return canvases.map { tiles($0.sigmoid()) }
  }

  /// As many drawings as all pictures are made from, from the noise of `seed`, after every drawing step.
  func samples(seed: Int) -> [[Picture]] { samples(min(test.rows, Self.largestBatch), seed: seed) }

  /// A picture for each row of `[count, pixels]`.
  private func tiles(_ images: Tensor) -> [Picture] {
    let (elements, pixels) = (images.elements, dataset.pixelCount)
    return stride(from: 0, to: elements.count, by: pixels).map { start in
      Picture(width: dataset.imageWidth, height: dataset.imageHeight, intensities: elements[start..<start + pixels])
    }
  }

  /// One drawing a row, from the first step on the left to the last.
  private func filmstrip(_ steps: [[Picture]]) -> Picture {
    let rows = min(Self.strips, steps[0].count)
    return .grid((0..<rows).flatMap { row in steps.map { $0[row] } }, columns: steps.count, gap: 1)
  }

  /// Three rows of images, each above the row of its drawings; fewer where there are fewer images.
  private func pairs(_ images: [Picture], _ drawings: [Picture]) -> Picture {
    let columns = min(Self.columns, images.count)
    let count = min(3, images.count / columns) * columns
    let rows = stride(from: 0, to: count, by: columns).flatMap {
      images[$0..<$0 + columns] + drawings[$0..<$0 + columns]
    }
    return .grid(rows, columns: columns, gap: 1)
  }

  private func named(_ name: String, _ picture: Picture) -> TrialPicture {
    TrialPicture(
      name: name, width: picture.width, height: picture.height, channels: picture.channels.rawValue,
      pixels: picture.pixels)
  }
}
