public import Tensors

/// A normalization of a layer's output, with the activation that follows it, so that both are one pass.
public protocol Normalization: AnyObject {
  /// The normalized and activated `x`, `[batch, features]`.
  func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor

  /// Forgets the history that multipliers come from, as if no batch had been seen; parameters and running statistics
  /// stay. To be called between steps, of compiled ones too.
  func forget()

  /// What is left of the normalization without its multiplier, on the same parameters.
  var unscaled: any Normalization { get }

  /// The normalization of a later step of a recurrence that keeps one history for all its steps, and of it only what the
  /// first step of a batch learned. To be asked for before the first call.
  var laterStep: any Normalization { get }
}

extension Normalization {
  /// Nothing is forgotten where nothing multiplies.
  public func forget() {}

  /// The normalization itself, where nothing multiplies.
  public var unscaled: any Normalization { self }

  /// The normalization itself, where nothing multiplies.
  public var laterStep: any Normalization { self }
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
    makeSteps([name], features: features, batchRows: batchRows, semantics: semantics, in: variables, name: name)[0]
  }

  /// Makes the normalizations of a place that a recurrence passes once a step. Their parameters are declared under
  /// `name` and are the same in all steps, as all weights of a recurrence are; what step i remembers is the state called
  /// `states[i]`, which steps that name the same share.
  public func makeSteps(
    _ states: [String], features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> [any Normalization] {
    lazy var layerNorm = LayerNorm(features: features, in: variables, name: name + ".ln")
    var batchNorm: BatchNorm?
    var made: [String: any Normalization] = [:]
    return states.map { state in
      func regularity(_ grouping: Grouping, saliency: Bool = false) -> RegularityNormalization {
        RegularityNormalization(
          features: features, batchRows: batchRows, grouping: grouping, semantics: semantics, saliency: saliency,
          in: variables, name: state + ".rn")
      }
      if let normalization = made[state] { return normalization }
      let normalization: any Normalization
      switch self {
      case .none, .wn: normalization = NoNormalization()
      case .bn:
        let next =
          batchNorm.map { BatchNorm(sharing: $0, in: variables, name: state + ".bn") }
          ?? BatchNorm(features: features, in: variables, name: name + ".bn")
        batchNorm = batchNorm ?? next
        normalization = next
      case .ln: normalization = layerNorm
      case .rn: normalization = regularity(.all)
      case .rbn: normalization = regularity(.rows)
      case .rln: normalization = regularity(.columns)
      case .sn: normalization = regularity(.all, saliency: true)
      case .lnThenRn: normalization = ChainedNormalization(layerNorm, regularity(.all))
      case .rnThenLn: normalization = ChainedNormalization(regularity(.all), layerNorm)
      case .gain: normalization = GrowingGain(in: variables, name: state + ".gain")
      }
      made[state] = normalization
      return normalization
    }
  }
}

extension NormalizationMethod {
  /// Makes the normalizations of the `steps` steps of a recurrence that reads one history at every step: within a training
  /// batch (m, s, n) accumulate over the steps and C does not, and the next batch sees what the first step left. BatchNorm
  /// is one layer that every step updates. Declares what `make` declares.
  public func makeStepsOfOneHistory(
    _ steps: Int, features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> [any Normalization] {
    let first = make(features: features, batchRows: batchRows, semantics: semantics, in: variables, name: name)
    return [first] + (1..<steps).map { _ in first.laterStep }
  }

  /// The fewest rows that a training batch may have: a feature's deviation over one row does not exist.
  public var fewestRows: Int { self == .bn ? 2 : 1 }
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

  /// Both forget.
  public func forget() {
    first.forget()
    second.forget()
  }

  /// What is left of both.
  public var unscaled: any Normalization { ChainedNormalization(first.unscaled, second.unscaled) }

  /// The later steps of both.
  public var laterStep: any Normalization { ChainedNormalization(first.laterStep, second.laterStep) }

  /// `activation(second(first(x)))`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    second(first(x, call.with(activation: .none)), call)
  }

}
