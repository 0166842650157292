/// A world in which an agent acts, one episode after the other.
///
/// An episode is a function of its seed and of the actions: the same seed and actions give the same observations,
/// rewards and end, bit for bit. A checkpoint therefore needs only an episode's seed and the actions so far
/// (`VectorizedEnvironment`). Not Sendable: an environment lives on one thread. A step allocates nothing.
public protocol Environment: AnyObject {
  /// The space of the observations.
  var observationSpace: ObservationSpace { get }
  /// The names of the actions, which are numbered from 0.
  var actions: [String] { get }
  /// The number of steps after which an episode is truncated.
  var stepLimit: Int { get }
  /// The agent's task in this episode, as a sentence; empty where every episode has the same task.
  var mission: String { get }

  /// Begins the episode of `seed` and writes its first observation.
  func reset(seed: Int, into observation: inout MutableSpan<Float>)

  /// Takes `action` and writes the observation that follows, after an episode's last action too.
  func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome
}

extension Environment {
  /// Empty: by default every episode has the same task.
  public var mission: String { "" }
}

/// The space of an environment's observations: float32 arrays of one shape.
public struct ObservationSpace: Sendable, Equatable {
  /// The extents, row-major: `[4]`, or `[columns, rows, channels]`.
  public let shape: [Int]
  /// The range that every element lies in.
  public let range: ClosedRange<Float>

  public init(shape: [Int], range: ClosedRange<Float> = -.infinity ... .infinity) {
    self.shape = shape
    self.range = range
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }
}

/// The outcome of a step.
public struct StepOutcome: Sendable, Equatable {
  public var reward: Double
  /// Whether the episode ended by the world's own rules: no reward can follow.
  public var terminated: Bool
  /// Whether the episode reached its limit of steps. Independent of `terminated`.
  public var truncated: Bool

  public init(reward: Double, terminated: Bool, truncated: Bool) {
    self.reward = reward
    self.terminated = terminated
    self.truncated = truncated
  }

  /// Whether the episode is over, for either reason.
  public var ended: Bool { terminated || truncated }
}
