import CKernels
import Tensors

/// A cart is pushed left or right so that the pole on it does not fall (Barto, Sutton and Anderson, IEEE Transactions
/// on Systems, Man, and Cybernetics 13(5), 1983), with the constants and the order of evaluation of Gymnasium's
/// CartPole.
///
/// Every step is worth 1, the last one included. The episode ends when the cart leaves ±2.4 or the pole leaves ±12°. v0
/// and v1 differ only in the limit of steps, 200 and 500. The observation is the four numbers of `State`, rounded to
/// float32. They are computed in double precision with sines of our own, so that their bits are the same on every host.
public final class CartPole: Environment {
  /// The state of cart and pole: lengths in metres, angles in radians, velocities per second.
  public struct State: Equatable, Sendable {
    /// The cart's position.
    public var position: Double
    /// The cart's velocity.
    public var velocity: Double
    /// The pole's angle from upright.
    public var angle: Double
    /// The pole's angular velocity.
    public var angularVelocity: Double

    public init(position: Double, velocity: Double, angle: Double, angularVelocity: Double) {
      self.position = position
      self.velocity = velocity
      self.angle = angle
      self.angularVelocity = angularVelocity
    }
  }

  /// Four numbers without bounds.
  public let observationSpace = ObservationSpace(shape: [4])
  /// Pushes to either side.
  public let actions = ["left", "right"]
  /// The number of steps after which an episode is truncated.
  public let stepLimit: Int
  /// The present state of cart and pole.
  public private(set) var state = State(position: 0, velocity: 0, angle: 0, angularVelocity: 0)
  private let random = RandomStream(seed: 0, name: "episode")
  private var steps = 0
  private var ended = true

  /// The largest distance of the cart from the middle.
  package static let positionLimit = 2.4
  static let angleLimit = 12 * 2 * Double.pi / 360

  /// A cart whose episodes are cut after `stepLimit` steps.
  public init(stepLimit: Int) {
    self.stepLimit = stepLimit
  }

  /// Every number of the first state is uniform on ±0.05.
  public func reset(seed: Int, into observation: inout MutableSpan<Float>) {
    random.restart(seed: seed, name: "episode")
    func number() -> Double { random.uniform(from: -0.05, to: 0.05) }
    begin(
      from: State(position: number(), velocity: number(), angle: number(), angularVelocity: number()),
      into: &observation)
  }

  /// Begins an episode from a given state.
  public func begin(from state: State, into observation: inout MutableSpan<Float>) {
    self.state = state
    steps = 0
    ended = false
    observe(into: &observation)
  }

  /// Action 0 pushes left, action 1 right.
  public func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome {
    precondition(!ended, "the episode has ended: reset the cart first")
    precondition(action == 0 || action == 1, "a cart is pushed left (0) or right (1), not \(action)")
    state = CartPole.state(after: action, from: state)
    steps += 1
    let fell = abs(state.position) > CartPole.positionLimit || abs(state.angle) > CartPole.angleLimit
    let outcome = StepOutcome(reward: 1, terminated: fell, truncated: steps >= stepLimit)
    ended = outcome.ended
    observe(into: &observation)
    return outcome
  }

  /// The state a fiftieth of a second later, by an explicit Euler step: the old velocities move the positions.
  static func state(after action: Int, from state: State) -> State {
    let (gravity, mass, poleMoment, halfLength, tau) = (9.8, 1.1, 0.05, 0.5, 0.02)
    let force = action == 1 ? 10.0 : -10.0
    let (sine, cosine) = (regnorm_sin(state.angle), regnorm_cos(state.angle))
    let push = (force + poleMoment * (state.angularVelocity * state.angularVelocity) * sine) / mass
    let angularAcceleration =
      (gravity * sine - cosine * push) / (halfLength * (4.0 / 3.0 - 0.1 * (cosine * cosine) / mass))
    let acceleration = push - poleMoment * angularAcceleration * cosine / mass
    return State(
      position: state.position + tau * state.velocity,
      velocity: state.velocity + tau * acceleration,
      angle: state.angle + tau * state.angularVelocity,
      angularVelocity: state.angularVelocity + tau * angularAcceleration)
  }

  private func observe(into observation: inout MutableSpan<Float>) {
    observation[0] = Float(state.position)
    observation[1] = Float(state.velocity)
    observation[2] = Float(state.angle)
    observation[3] = Float(state.angularVelocity)
  }
}
