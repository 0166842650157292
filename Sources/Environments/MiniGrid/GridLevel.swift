public import Tensors

/// The task in a grid world: how an episode's grid is laid out, and when the episode is won or lost.
public protocol GridLevel: Sendable {
  /// The number of steps after which an episode is truncated, unless `MiniGrid` is given another.
  var stepLimit: Int { get }

  /// Replaces `world` by a new world with the agent in it. Only the old world's memory is used.
  mutating func layOut(_ world: inout GridWorld, _ random: RandomStream)

  /// The verdict on `world` after `action` has been taken.
  mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict
}

/// Whether an episode goes on, is won or is lost.
public enum GridVerdict: Sendable {
  case goesOn, won, lost
}

extension GridWorld {
  /// Won when the agent stands on the goal: the rule of most levels.
  func judgeByGoal() -> GridVerdict { grid[position].object == .goal ? .won : .goesOn }
}
