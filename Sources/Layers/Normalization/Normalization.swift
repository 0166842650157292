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

  public init(_ mode: Mode, activation: Activation = .none, logClassShare: Tensor? = nil) {
    self.mode = mode
    self.activation = activation
    self.logClassShare = logClassShare
  }

  func with(activation: Activation) -> NormalizationCall {
    NormalizationCall(mode, activation: activation, logClassShare: logClassShare)
  }
}
