import Datasets
import Layers
import Tensors
import Trials

/// DRAW, unrolled over its drawing steps, with a normalization of the encoder's and of the decoder's output at each.
/// The LSTMs and the attention window continue from the normalized h. Each step has a history of its own.
struct DrawNetwork {
  /// The outcome of drawing a batch of images.
  struct Drawing {
    /// The canvas after each step, before its sigmoid, `[batch, pixels]`.
    let canvases: [Tensor]
    /// Binary cross-entropy of an image's pixels under the last canvas, summed over the pixels: a mean over the batch.
    let reconstruction: Tensor
    /// KL(N(μ, σ²) ‖ N(0, 1)) summed over latents and steps: a mean over the batch.
    let divergence: Tensor
  }

  private let cell: DrawCell
  private let latentSize: Int
  private let encoderNormalizations: [any Normalization]
  private let decoderNormalizations: [any Normalization]
  private let probes: [(encoder: RegularityNormalization, decoder: RegularityNormalization)]

  init(_ settings: Settings<DrawSettings>, _ dataset: ImageDataset, in variables: Variables) {
    let method = settings.normalization.method
    let semantics = settings.normalization.semantics
    let (features, batchRows) = (settings.hiddenUnits, settings.batchSize)
    cell = DrawCell(
      DrawCell.Sizes(
        width: dataset.imageWidth, height: dataset.imageHeight, window: settings.patchSize, hidden: features,
        latent: settings.latentSize),
      weightNorm: method.normalizesWeights, in: variables, name: "draw")
    latentSize = settings.latentSize
    let steps = settings.drawingSteps
    func normalizations(_ name: String) -> [any Normalization] {
      method.makeSteps(
        (1...steps).map { "\(name).step\($0)" }, features: features, batchRows: batchRows,
        semantics: semantics, in: variables, name: name)
    }
    encoderNormalizations = normalizations("draw.encoder")
    decoderNormalizations = normalizations("draw.decoder")
    func probe(_ name: String) -> RegularityNormalization {
      RegularityNormalization(
        features: features, batchRows: batchRows, grouping: .all, semantics: semantics, in: variables, name: name)
    }
    probes = (0..<(settings.probe ? steps : 0)).map {
      (probe("draw.encoder.step\($0 + 1).probe"), probe("draw.decoder.step\($0 + 1).probe"))
    }
  }

  /// Reads `images`, `[batch, pixels]` of ink between 0 and 1, and draws them, with latents from `stream`. Training
  /// writes the code lengths of both outputs h at each step to `codeLengths`, unless it is empty: first the encoder's,
  /// then the decoder's.
  func draw(
    _ images: Tensor, _ call: NormalizationCall, latentsFrom stream: RandomStream, codeLengths: [Block] = []
  ) -> Drawing {
    let tape = images.tape
    let batch = images.shape.rows
    var state = cell.start(tape, batch: batch)
    var canvases: [Tensor] = []
    var divergence = tape.constant(0, [])
    for step in 0..<encoderNormalizations.count {
      let isProbed = call.mode == .training && step < probes.count
      let (next, latent) = cell(
        images, noise: tape.normal([batch, latentSize], stream), state,
        encoded: { h in
          if isProbed { probes[step].encoder.probe(h, call.mode, into: codeLengths[step]) }
          return encoderNormalizations[step](h, call)
        },
        decoded: { h in
          if isProbed { probes[step].decoder.probe(h, call.mode, into: codeLengths[probes.count + step]) }
          return decoderNormalizations[step](h, call)
        })
      state = next
      canvases.append(state.canvas)
      divergence = divergence + .gaussianDivergence(mean: latent.mean, logDeviation: latent.logDeviation)
    }
    let missed = state.canvas.sigmoid().binaryCrossEntropy(images).scaled(by: Double(images.shape.columns))
    return Drawing(canvases: canvases, reconstruction: missed, divergence: divergence)
  }

  /// Draws `count` images from latents of N(0, 1) alone. Returns the canvas after each step, before its sigmoid,
  /// `[count, pixels]`.
  func sample(_ count: Int, on tape: Tape, latentsFrom stream: RandomStream) -> [Tensor] {
    let call = NormalizationCall(.evaluation)
    var state = cell.start(tape, batch: count)
    return decoderNormalizations.map { normalization in
      state = cell.drawn(tape.normal([count, latentSize], stream), state) { normalization($0, call) }
      return state.canvas
    }
  }
}
