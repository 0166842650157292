public import Tensors

/// Two rooms with a locked door between them, and the key in the agent's room. The agent must open the door.
public struct Unlock: GridLevel {
  private let roomSize = 6
  private var door = Place(x: 0, y: 0)

  /// The level, which has one size: two rooms of 6 × 6 that share a wall.
  public init() {}

  /// 8 steps for every cell of a room.
  public var stepLimit: Int { 8 * roomSize * roomSize }

  /// Draws the door's row, its colour, the key's place, and the agent, who does not start in front of door or key.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    world.clear(columns: 2 * roomSize - 1, rows: roomSize, mission: "open the door")
    world.grid.surround(world.grid.area)
    world.grid.wallUp(column: roomSize - 1, rows: 0..<roomSize)
    door = Place(x: roomSize - 1, y: random.integer(in: 1..<roomSize - 1))
    let color = CellColor.drawn(random)
    world.grid[door] = .door(color, .locked)
    let room = Area(x: 0, y: 0, columns: roomSize, rows: roomSize)
    world.grid[world.emptyPlace(within: room, random)] = .key(color)
    repeat {
      world.placeAgent(within: room, random)
    } while world.grid[world.ahead] != .empty && world.grid[world.ahead] != .wall
  }

  /// The agent wins when the door is open.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict {
    world.grid[door].isOpenDoor ? .won : .goesOn
  }
}
