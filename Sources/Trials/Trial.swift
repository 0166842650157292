/// A resumable state machine that trains one specification to its end.
///
/// Deterministic: no clock, no hash order, no global generator. However it is cut into calls of `advance`, and however
/// often it is rebuilt from a checkpoint, it ends in the same result, bit for bit.
public protocol Trial: AnyObject {
  /// How far the trial is.
  var progress: TrialProgress { get }

  /// Trains at most `steps` further steps. Once it has answered `finished` it must not be called again.
  func advance(steps: Int) throws -> TrialState

  /// All of the trial's state, from which `Experiment.makeTrial(_:resumingFrom:)` continues.
  func checkpoint() throws -> [UInt8]

  /// The trained parameters by name, in the order of the layers.
  var parameters: [NamedArray] { get }
}

/// What a trial says after a call of `advance`.
public enum TrialState: Sendable {
  case running
  case finished(TrialResult)
}

/// How far a trial is, in training steps.
public struct TrialProgress: Sendable, Equatable, Codable {
  /// Steps done.
  public var step: Int
  public var totalSteps: Int
  /// The last training loss or score, for displays.
  public var lastValue: Double?

  public init(step: Int, totalSteps: Int, lastValue: Double? = nil) {
    self.step = step
    self.totalSteps = totalSteps
    self.lastValue = lastValue
  }
}

/// A float32 array with its name and shape, as it leaves a trial.
public struct NamedArray: Sendable {
  /// The name: `fc1.weight`.
  public let name: String
  /// The shape, row-major.
  public let shape: [Int]
  public let elements: [Float]

  /// Names an array.
  public init(name: String, shape: [Int], elements: [Float]) {
    precondition(shape.reduce(1, *) == elements.count, "\(name): \(shape) has other than \(elements.count) elements")
    self.name = name
    self.shape = shape
    self.elements = elements
  }
}
