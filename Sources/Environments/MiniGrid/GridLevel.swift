public import Tensors

/// What makes a task of a grid world: how an episode's grid is laid out, and when it is won or lost.
public protocol GridLevel: Sendable {
  /// The number of steps after which an episode is truncated, unless another is asked for.
  var stepLimit: Int { get }

  /// Makes `world`, of which nothing stays but its memory, a new one with the agent in it.
  mutating func layOut(_ world: inout GridWorld, _ random: RandomStream)

  /// What `action`, which has been taken, led to in `world`.
  mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict
}

/// Whether an episode goes on.
public enum GridVerdict: Sendable {
  case goesOn, won, lost
}

extension GridWorld {
  /// Won when the agent stands on the goal: the rule of most levels.
  func judgeByGoal() -> GridVerdict { grid[position].object == .goal ? .won : .goesOn }
}
