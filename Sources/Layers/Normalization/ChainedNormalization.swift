import Tensors

/// One normalization after another; the activation follows the second.
final class ChainedNormalization: Normalization {
  private let first: any Normalization
  private let second: any Normalization

  /// `second(first(x))`.
  init(_ first: any Normalization, _ second: any Normalization) {
    self.first = first
    self.second = second
  }

  func forget() {
    first.forget()
    second.forget()
  }

  var unscaled: any Normalization { ChainedNormalization(first.unscaled, second.unscaled) }

  var laterStep: any Normalization { ChainedNormalization(first.laterStep, second.laterStep) }

  func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    second(first(x, call.with(activation: .none)), call)
  }
}
