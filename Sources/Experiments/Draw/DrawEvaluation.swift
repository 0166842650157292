import Datasets
import Layers
import Tensors

/// The loss of a drawing network on some images, which draws the same latents every time.
final class DrawEvaluation {
  /// The images.
  let images: ImageBatches
  private let places: [Int32]
  private let network: DrawNetwork
  private let latents: RandomStream
  private let reconstruction = Block(.float32, count: 1)
  private let divergence = Block(.float32, count: 1)
  private var steps: [Int: CompiledStep] = [:]

  /// Evaluates `network` on those of `images` at `places`, in batches as large as the images'.
  init(_ images: ImageBatches, at places: [Int32], of network: DrawNetwork, latents: RandomStream) {
    self.images = images
    self.places = places
    self.network = network
    self.latents = latents
  }

  /// The mean loss of an image.
  func loss() throws -> DrawLoss {
    latents.rewind()
    var sum = DrawLoss.zero
    for start in stride(from: 0, to: places.count, by: images.rows) {
      let rows = min(images.rows, places.count - start)
      images.select(places[start..<start + rows])
      try step(rows).run()
      sum.add(
        DrawLoss(reconstruction: Double(reconstruction.floats[0]), divergence: Double(divergence.floats[0])),
        rows: rows)
    }
    return sum.mean(of: places.count)
  }

  private func step(_ rows: Int) -> CompiledStep {
    if let step = steps[rows] { return step }
    let step = CompiledStep("test of \(rows) images", gradients: false) { [unowned self] tape in
      let drawing = network.draw(
        images.batch(rows, on: tape).images, NormalizationCall(.evaluation), latentsFrom: latents)
      drawing.reconstruction.copy(to: reconstruction)
      drawing.divergence.copy(to: divergence)
    }
    steps[rows] = step
    return step
  }
}
