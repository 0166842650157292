public import Tensors

/// A room with a red door in its left wall and a blue door in its right wall. The agent must open red, then blue.
///
/// The grid is 2 `size` × `size`, with the agent in the square room in the middle. Opening blue while red is open wins;
/// opening blue first, or red while blue is open, loses.
public struct RedBlueDoors: GridLevel {
  private let size: Int
  private var redDoor = Place(x: 0, y: 0)
  private var blueDoor = Place(x: 0, y: 0)
  private var redWasOpen = false

  /// Rooms of `size` × `size`: 6 and 8 are the published ones.
  public init(size: Int) {
    precondition(size >= 4, "a room of \(size) has no place for the agent")
    self.size = size
  }

  /// 20 steps for every cell of the room.
  public var stepLimit: Int { 20 * size * size }

  /// Draws the agent's place and direction, then the doors' rows.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    makeRooms(in: &world)
    world.placeAgent(within: Area(x: size / 2, y: 0, columns: size, rows: size), random)
    let rows = 1..<size - 1
    placeDoors(redRow: random.integer(in: rows), blueRow: random.integer(in: rows), in: &world)
  }

  /// The world with agent and doors at given places.
  package mutating func makeWorld(position: Place, direction: Direction, redRow: Int, blueRow: Int) -> GridWorld {
    var world = GridWorld(columns: 1, rows: 1, mission: "")
    makeRooms(in: &world)
    (world.position, world.direction) = (position, direction)
    placeDoors(redRow: redRow, blueRow: blueRow, in: &world)
    return world
  }

  private func makeRooms(in world: inout GridWorld) {
    world.clear(columns: 2 * size, rows: size, mission: "open the red door then the blue door")
    world.grid.surround(world.grid.area)
    world.grid.surround(Area(x: size / 2, y: 0, columns: size, rows: size))
  }

  private mutating func placeDoors(redRow: Int, blueRow: Int, in world: inout GridWorld) {
    redDoor = Place(x: size / 2, y: redRow)
    blueDoor = Place(x: size / 2 + size - 1, y: blueRow)
    world.grid[redDoor] = .door(.red, .closed)
    world.grid[blueDoor] = .door(.blue, .closed)
    redWasOpen = false
  }

  /// The episode ends when blue opens, so that only the order of the two doors decides.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict {
    defer { redWasOpen = world.grid[redDoor].isOpenDoor }
    guard world.grid[blueDoor].isOpenDoor else { return .goesOn }
    return redWasOpen ? .won : .lost
  }
}
