public import Tensors

/// A normalization of a layer's output together with the activation that follows, so that both are one pass.
public protocol Normalization: AnyObject {
  /// The normalized and activated `x`, `[batch, features]`.
  func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor

  /// Forgets the history that the multiplier comes from, as if no batch had been seen. Parameters and running
  /// statistics stay. May be called between steps, of compiled ones too.
  func forget()

  /// The normalization without its multiplier, on the same parameters.
  var unscaled: any Normalization { get }

  /// The normalization of a later step of a recurrence that keeps one history for all its steps. The next batch sees
  /// the history that the first step left. Ask for `laterStep` before the first call.
  var laterStep: any Normalization { get }
}

extension Normalization {
  /// Does nothing: by default a normalization has no multiplier.
  public func forget() {}

  /// The normalization itself: by default a normalization has no multiplier.
  public var unscaled: any Normalization { self }

  /// The normalization itself: by default a normalization has no multiplier.
  public var laterStep: any Normalization { self }
}

/// The arguments of a normalization's call beside the layer's output.
public struct NormalizationCall {
  /// Training updates histories and running statistics; evaluation reads them.
  public enum Mode: Sendable {
    case training, evaluation
  }

  /// Whether the call updates histories.
  public let mode: Mode
  /// The activation that follows the normalization.
  public let activation: Activation
  /// The log of the share that each row's class has in the batch, `[batch]`, for saliency normalization. Nil means that
  /// labels are absent, and stands for a share of 1.
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
