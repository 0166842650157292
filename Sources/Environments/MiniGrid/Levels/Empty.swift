public import Tensors

/// An empty room with the goal in its far corner: the easiest level.
public struct Empty: GridLevel {
  private let size: Int
  private let startsAnywhere: Bool

  /// A room of `size` × `size`, walls included; the agent starts in the near corner, or with `startsAnywhere` on a
  /// random cell.
  public init(size: Int, startsAnywhere: Bool = false) {
    precondition(size >= 4, "a room of \(size) has no place for the agent and the goal")
    self.size = size
    self.startsAnywhere = startsAnywhere
  }

  /// 4 steps for every cell.
  public var stepLimit: Int { 4 * size * size }

  /// Draws the agent's place and direction, unless they are fixed.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    world.clear(columns: size, rows: size, mission: "get to the green goal square")
    world.grid.surround(world.grid.area)
    world.grid[Place(x: size - 2, y: size - 2)] = .goal
    if startsAnywhere {
      world.placeAgent(within: world.grid.area, random)
    } else {
      world.position = Place(x: 1, y: 1)
    }
  }

  /// The agent wins on the goal.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict { world.judgeByGoal() }
}
