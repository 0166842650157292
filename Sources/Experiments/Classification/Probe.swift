import Layers
import Tensors
import Trials

/// A place in a network whose code length under `rn` is measured in training but not used.
struct Probe {
  /// The code length in the last training step, float32 `[1]`.
  let codeLength = Block(.float32, count: 1)
  /// The place of the measurement.
  let place: NetworkPlace
  private let normalization: RegularityNormalization

  /// Declares the history of the probe at `place`.
  init(_ place: NetworkPlace, features: Int, batchRows: Int, semantics: Semantics, in variables: Variables) {
    self.place = place
    normalization = RegularityNormalization(
      features: features, batchRows: batchRows, grouping: .all, semantics: semantics, in: variables,
      name: "\(place).probe")
  }

  /// Measures `x`, a training batch.
  func measure(_ x: Tensor) { normalization.probe(x, .training, into: codeLength) }
}
