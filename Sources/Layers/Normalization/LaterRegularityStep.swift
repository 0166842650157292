import Tensors

/// A later step of a recurrence that reads the history of its first step and leaves no trace in it.
final class LaterRegularityStep: Normalization {
  private let first: RegularityNormalization

  init(after first: RegularityNormalization) {
    self.first = first
  }

  var unscaled: any Normalization { first.unscaled }

  func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor { first.scaledLater(x, call) }
}
