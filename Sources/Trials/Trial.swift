/// A resumable state machine that trains one specification to its end.
///
/// A trial is deterministic: it uses no clock, no hash order and no global generator. The result has the same bits
/// however training is divided into calls of `advance`, and however often the trial is made again from a checkpoint.
public protocol Trial: AnyObject {
  /// The progress of the trial.
  var progress: TrialProgress { get }

  /// Trains at most `steps` further steps. After `finished`, `advance` must not be called again.
  func advance(steps: Int) throws -> TrialState

  /// The trial's whole state, from which `Experiment.makeTrial(_:resumingFrom:)` continues.
  func checkpoint() throws -> [UInt8]

  /// The trained parameters by name, in the order of the layers.
  var parameters: [NamedArray] { get }
}

/// The state of a trial after a call of `advance`.
public enum TrialState: Sendable {
  case running
  case finished(TrialResult)
}

/// The progress of a trial in training steps.
public struct TrialProgress: Sendable, Equatable, Codable {
  /// The number of steps done.
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

/// A float32 array with its name and shape, for callers outside a trial.
public struct NamedArray: Sendable {
  /// The name: `fc1.weight`.
  public let name: String
  /// The shape, row-major.
  public let shape: [Int]
  public let elements: [Float]

  /// Names an array.
  public init(name: String, shape: [Int], elements: [Float]) {
    precondition(shape.reduce(1, *) == elements.count, "\(name): \(elements.count) elements do not fill \(shape)")
    self.name = name
    self.shape = shape
    self.elements = elements
  }
}
