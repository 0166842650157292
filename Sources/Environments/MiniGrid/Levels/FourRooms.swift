public import Tensors

/// Four rooms, joined by four gaps in their walls. Agent and goal are on random cells.
public struct FourRooms: GridLevel {
  private let size = 19

  /// The level, which has one size: 19 × 19.
  public init() {}

  /// 100 steps.
  public var stepLimit: Int { 100 }

  /// Draws the gaps, the agent and the goal.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    world.clear(columns: size, rows: size, mission: "reach the goal")
    world.grid.surround(world.grid.area)
    let half = size / 2
    world.grid.wallUp(column: half, rows: 0..<size)
    world.grid.wallUp(row: half, columns: 0..<size)
    for room in 0..<2 {
      let start = room * half
      world.grid[Place(x: half, y: random.integer(in: start + 1..<start + half))] = .empty
      world.grid[Place(x: random.integer(in: start + 1..<start + half), y: half)] = .empty
    }
    world.placeAgent(within: world.grid.area, random)
    world.grid[world.emptyPlace(within: world.grid.area, random)] = .goal
  }

  /// The agent wins on the goal.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict { world.judgeByGoal() }
}
