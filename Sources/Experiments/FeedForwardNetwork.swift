import Layers
import Tensors

/// Linear layers with a normalization and a ReLU after each but the last.
struct FeedForwardNetwork {
  private let sizes: [Int]
  private let layers: [Linear]
  private let normalizations: [any Normalization]
  private let probes: [RegularityNormalization]

  /// Layers `fc1`, `fc2`, … between `sizes` = [inputs, hidden …, outputs]. With `probe` every hidden layer's output also
  /// runs through an `rn` of its own that only measures.
  init(sizes: [Int], batchRows: Int, normalization: NormalizationSettings, probe: Bool, in variables: Variables) {
    self.sizes = sizes
    let method = normalization.method
    layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
      Linear(size.0, size.1, weightNorm: method.normalizesWeights, in: variables, name: "fc\(index + 1)")
    }
    let hidden = Array(sizes.dropFirst().dropLast().enumerated())
    normalizations = hidden.map { index, features in
      method.make(
        features: features, batchRows: batchRows, semantics: normalization.semantics, in: variables,
        name: "fc\(index + 1)")
    }
    probes =
      !probe
      ? []
      : hidden.map { index, features in
        RegularityNormalization(
          features: features, batchRows: batchRows, grouping: .all, semantics: normalization.semantics, in: variables,
          name: "fc\(index + 1).probe")
      }
  }

  /// Logits `[batch, outputs]`. While training, the code length of hidden layer i goes to `codeLengths[i]`, if there.
  func callAsFunction(
    _ images: Tensor, _ mode: NormalizationCall.Mode, logClassShare: Tensor? = nil, codeLengths: [Block] = []
  ) -> Tensor {
    let call = NormalizationCall(mode, activation: .relu, logClassShare: logClassShare)
    var x = images
    for (index, normalization) in normalizations.enumerated() {
      x = layers[index](x)
      if mode == .training, index < codeLengths.count { probes[index].probe(x, mode, into: codeLengths[index]) }
      x = normalization(x, call)
    }
    return layers[layers.count - 1](x)
  }

  /// Logits `[rows, outputs]` in evaluation, the bits of `callAsFunction`, with one hidden layer's output in memory at a
  /// time: the images come in parts of at most `limit` rows.
  func evaluate(rows: Int, inPartsOf limit: Int, on tape: Tape, images: (Range<Int>) -> Tensor) -> Tensor {
    let call = NormalizationCall(.evaluation, activation: .relu)
    var x = tape.inParts(of: limit, rows: rows, columns: sizes[1]) { layers[0](images($0)) }
    for index in normalizations.indices {
      x = normalizations[index](x, call)
      x = x.replacedInParts(of: limit, columns: sizes[index + 2]) { layers[index + 1]($0) }
    }
    return x
  }
}
