/// A world that an agent acts in, one episode after the other.
///
/// An episode is a function of its seed and of the actions: the same seed and actions give the same observations,
/// rewards and end, bit for bit. So an episode's seed and the actions taken so far are all that a checkpoint needs
/// (`VectorizedEnvironment`). Not Sendable: an environment lives on one thread. A step allocates nothing.
public protocol Environment: AnyObject {
  /// What is observed.
  var observationSpace: ObservationSpace { get }
  /// The names of the actions, which are numbered from 0.
  var actions: [String] { get }
  /// The number of steps after which an episode is truncated.
  var stepLimit: Int { get }
  /// What the agent is asked to do in this episode, in words; empty where that goes without saying.
  var mission: String { get }

  /// Begins the episode of `seed` and writes its first observation.
  func reset(seed: Int, into observation: inout MutableSpan<Float>)

  /// Takes `action` and writes what is observed after it, after the last one of an episode too.
  func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome
}

extension Environment {
  /// Empty.
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

/// What a step brought.
public struct StepOutcome: Sendable, Equatable {
  public var reward: Double
  /// Whether the episode ended by the world's own rules: nothing can be earned after this step.
  public var terminated: Bool
  /// Whether the episode was cut at its limit of steps: it would have gone on. Independent of `terminated`.
  public var truncated: Bool

  public init(reward: Double, terminated: Bool, truncated: Bool) {
    self.reward = reward
    self.terminated = terminated
    self.truncated = truncated
  }

  /// Whether the episode is over, for one reason or the other.
  public var ended: Bool { terminated || truncated }
}
