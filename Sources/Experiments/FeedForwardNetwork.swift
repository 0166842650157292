import Layers
import Tensors
import Trials

/// Linear layers with a normalization and a ReLU after every layer but the last.
struct FeedForwardNetwork: ImageClassifier {
  private(set) var probes: [Probe]
  private let sizes: [Int]
  private let layers: [Linear]
  private let normalizations: [any Normalization]

  /// Layers `fc1`, `fc2`, … between `sizes` = [inputs, hidden …, outputs]. With `probe` every hidden layer's output
  /// also runs through an `rn` of its own that only measures.
  init(
    sizes: [Int], batchRows: Int, normalization: Settings<NormalizationSettings>, probe: Bool, in variables: Variables
  ) {
    self.sizes = sizes
    let (method, semantics) = (normalization.method, normalization.semantics)
    layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
      Linear(size.0, size.1, weightNorm: method.normalizesWeights, in: variables, name: "fc\(index + 1)")
    }
    let hidden = Array(sizes.dropFirst().dropLast().enumerated())
    normalizations = hidden.map { index, features in
      method.make(
        features: features, batchRows: batchRows, semantics: semantics, in: variables,
        name: "fc\(index + 1)")
    }
    probes =
      !probe
      ? []
      : hidden.map { index, features in
        Probe(
          NetworkPlace(layer: "fc\(index + 1)"), features: features, batchRows: batchRows, semantics: semantics,
          in: variables)
      }
  }

  /// The same network without probes.
  var unprobed: FeedForwardNetwork {
    var network = self
    network.probes = []
    return network
  }

  func callAsFunction(_ images: Tensor, _ call: NormalizationCall) -> Tensor {
    let hidden = NormalizationCall(call.mode, activation: .relu, logClassShare: call.logClassShare)
    var x = images
    for (index, normalization) in normalizations.enumerated() {
      x = layers[index](x)
      if call.mode == .training, index < probes.count { probes[index].measure(x) }
      x = normalization(x, hidden)
    }
    return layers[layers.count - 1](x)
  }

  /// Computes the bits of `callAsFunction`, with one hidden layer's output in memory at a time.
  func evaluate(_ batches: ImageBatches, rows: Int, on tape: Tape) -> Tensor {
    let (call, limit) = (NormalizationCall(.evaluation, activation: .relu), ImageBatches.partRows)
    var x = tape.inParts(of: limit, rows: rows, columns: sizes[1]) { layers[0](batches.images($0, on: tape)) }
    for index in normalizations.indices {
      x = normalizations[index](x, call)
      x = x.replacedInParts(of: limit, columns: sizes[index + 2]) { layers[index + 1]($0) }
    }
    return x
  }
}
