import Tensors

/// A grid world with an agent that sees a part of the grid, and a level that sets the task. Rules, observations and
/// rewards are those of MiniGrid (Chevalier-Boisvert et al., NeurIPS 2023, datasets and benchmarks).
///
/// Winning after n steps is worth 1 - 0.9 n / limit; all other rewards are 0. `GridView` describes the observation.
public final class MiniGrid: Environment {
  /// Columns of the view × its rows × object, colour and state.
  public let observationSpace = ObservationSpace(shape: [GridView.size, GridView.size, 3], range: 0...10)
  /// Turning, walking, carrying, opening; the same in all levels.
  public let actions = GridAction.allCases.map { "\($0)" }
  /// The number of steps after which an episode is truncated.
  public let stepLimit: Int
  /// The present world.
  public private(set) var world: GridWorld
  private var level: any GridLevel
  private let random = RandomStream(seed: 0, name: "episode")
  private var view = GridView()
  private var steps = 0
  private var ended = true

  /// The task of `level`, with the level's own `stepLimit` unless another is given.
  public init(_ level: any GridLevel, stepLimit: Int? = nil) {
    self.level = level
    self.stepLimit = stepLimit ?? level.stepLimit
    world = GridWorld(columns: 1, rows: 1, mission: "")
  }

  /// The task that the level sets in this episode.
  public var mission: String { world.mission }

  /// Lays out the level anew.
  public func reset(seed: Int, into observation: inout MutableSpan<Float>) {
    random.restart(seed: seed, name: "episode")
    level.layOut(&world, random)
    begin(into: &observation)
  }

  /// Begins an episode in `world`, which the level must have made.
  package func begin(_ world: GridWorld, into observation: inout MutableSpan<Float>) {
    self.world = world
    begin(into: &observation)
  }

  private func begin(into observation: inout MutableSpan<Float>) {
    steps = 0
    ended = false
    view.observe(world, into: &observation)
  }

  /// Actions are numbered as in `GridAction`.
  public func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome {
    precondition(!ended, "the episode has ended: reset the grid first")
    guard let action = GridAction(rawValue: action) else {
      preconditionFailure("a grid has the actions 0 to \(GridAction.allCases.count - 1), not \(action)")
    }
    steps += 1
    world.act(action)
    let verdict = level.judge(world, after: action)
    view.observe(world, into: &observation)
    let reward = verdict == .won ? 1 - 0.9 * (Double(steps) / Double(stepLimit)) : 0
    let outcome = StepOutcome(reward: reward, terminated: verdict != .goesOn, truncated: steps >= stepLimit)
    ended = outcome.ended
    return outcome
  }
}
