import Tensors

/// A normalization of a layer's output, with the activation that follows it, so that both are one pass.
public protocol Normalization: AnyObject {
  /// The normalized and activated `x`, `[batch, features]`.
  func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor

  /// What is left of this normalization, on the same parameters, when nothing is multiplied by a code length or gain.
  var withoutRegularity: any Normalization { get }
}

extension Normalization {
  /// The whole.
  public var withoutRegularity: any Normalization { self }
}

/// How a normalization is called.
public struct NormalizationCall {
  /// Training updates histories and running statistics; evaluation reads them.
  public enum Mode: Sendable {
    case training, evaluation
  }

  /// Whether histories are updated.
  public let mode: Mode
  /// What follows the normalization.
  public let activation: Activation
  /// The log of the share that each row's class has in the batch, `[batch]`, for saliency normalization; nil where
  /// labels are absent, which stands for a share of 1.
  public let logClassShare: Tensor?

  /// A call.
  public init(_ mode: Mode, activation: Activation = .none, logClassShare: Tensor? = nil) {
    self.mode = mode
    self.activation = activation
    self.logClassShare = logClassShare
  }

  func with(activation: Activation) -> NormalizationCall {
    NormalizationCall(mode, activation: activation, logClassShare: logClassShare)
  }
}

/// The normalizations by the names that sweep files use.
public enum NormalizationMethod: String, CaseIterable, Sendable {
  case none, bn, ln, wn, rn, rbn, rln, sn
  case lnThenRn = "ln+rn"
  case rnThenLn = "rn+ln"
  case gain

  /// Whether the method has a published and a corrected form.
  public var hasSemantics: Bool {
    switch self {
    case .rn, .rbn, .rln, .sn, .lnThenRn, .rnThenLn: true
    case .none, .bn, .ln, .wn, .gain: false
    }
  }

  /// Whether the method normalizes the weights of every linear layer instead of a layer's output.
  public var normalizesWeights: Bool { self == .wn }

  /// Makes the normalization of one place in a network: after a layer of `features` outputs, for training batches of
  /// `batchRows` rows. It declares what it needs in `variables` under `name`.
  public func make(
    features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> any Normalization {
    func regularity(_ grouping: Grouping, saliency: Bool = false) -> RegularityNormalization {
      RegularityNormalization(
        features: features, batchRows: batchRows, grouping: grouping, semantics: semantics, saliency: saliency,
        in: variables, name: name + ".rn")
    }
    func layerNorm() -> LayerNorm { LayerNorm(features: features, in: variables, name: name + ".ln") }
    return switch self {
    case .none, .wn: NoNormalization()
    case .bn: BatchNorm(features: features, in: variables, name: name + ".bn")
    case .ln: layerNorm()
    case .rn: regularity(.all)
    case .rbn: regularity(.rows)
    case .rln: regularity(.columns)
    case .sn: regularity(.all, saliency: true)
    case .lnThenRn: ChainedNormalization(layerNorm(), regularity(.all))
    case .rnThenLn: ChainedNormalization(regularity(.all), layerNorm())
    case .gain: GrowingGain(in: variables, name: name + ".gain")
    }
  }
}

/// No normalization: the activation alone.
public final class NoNormalization: Normalization {
  /// The identity.
  public init() {}

  /// `activation(x)`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor { x.activated(call.activation) }
}

/// One normalization after another; the activation follows the second.
public final class ChainedNormalization: Normalization {
  private let first: any Normalization
  private let second: any Normalization

  /// `second(first(x))`.
  public init(_ first: any Normalization, _ second: any Normalization) {
    self.first = first
    self.second = second
  }

  /// `activation(second(first(x)))`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    second(first(x, call.with(activation: .none)), call)
  }

  /// The same chain of what is left of both.
  public var withoutRegularity: any Normalization {
    ChainedNormalization(first.withoutRegularity, second.withoutRegularity)
  }
}
