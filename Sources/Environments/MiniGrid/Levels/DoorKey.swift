public import Tensors

/// A wall with a locked door, a key on the agent's side of it, and the goal on the other.
public struct DoorKey: GridLevel {
  private let size: Int

  /// A room of `size` × `size`, walls included; at least 5.
  public init(size: Int) {
    precondition(size >= 5, "a room of \(size) cannot be divided")
    self.size = size
  }

  /// 10 steps for every cell.
  public var stepLimit: Int { 10 * size * size }

  /// Draws the wall's column, the agent, the door's row and the key's place.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    world.clear(columns: size, rows: size, mission: "use the key to open the door and then get to the goal")
    world.grid.surround(world.grid.area)
    world.grid[Place(x: size - 2, y: size - 2)] = .goal
    let wall = random.integer(in: 2..<size - 2)
    world.grid.wallUp(column: wall, rows: 0..<size)
    let room = Area(x: 0, y: 0, columns: wall, rows: size)
    world.placeAgent(within: room, random)
    world.grid[Place(x: wall, y: random.integer(in: 1..<size - 2))] = .door(.yellow, .locked)
    world.grid[world.emptyPlace(within: room, random)] = .key(.yellow)
  }

  /// The agent wins on the goal.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict { world.judgeByGoal() }
}
