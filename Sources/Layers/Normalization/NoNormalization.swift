public import Tensors

extension NormalizationMethod {
  /// No normalization.
  public static let none = NormalizationMethod("none", title: "no normalization", normalizesOutputs: false) { site in
    site.states.map { _ in NoNormalization() }
  }
}

/// No normalization: the activation alone.
public final class NoNormalization: Normalization {
  /// The identity.
  public init() {}

  /// `activation(x)`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor { x.activated(call.activation) }
}
