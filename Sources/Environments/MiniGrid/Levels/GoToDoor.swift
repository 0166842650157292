import Tensors

/// A room with a door of another colour in each wall: stand beside the one that the mission names, and say done.
public struct GoToDoor: GridLevel {
  private let size: Int
  private var target = Place(x: 0, y: 0)

  /// Rooms of 5 × 5 up to `size` × `size`, walls included.
  public init(size: Int) {
    precondition(size >= 5, "a room of \(size) has no place for doors in all walls")
    self.size = size
  }

  /// 4 for every cell.
  public var stepLimit: Int { 4 * size * size }

  /// Draws the room's extents, the doors' places and colours, the agent, and which door is meant.
  public mutating func makeWorld(_ random: RandomStream) -> GridWorld {
    let columns = random.integer(in: 5..<size + 1)
    let rows = random.integer(in: 5..<size + 1)
    var world = GridWorld(columns: size, rows: size, mission: "")
    let room = Area(x: 0, y: 0, columns: columns, rows: rows)
    world.grid.surround(room)
    let doors = [
      Place(x: random.integer(in: 2..<columns - 2), y: 0),
      Place(x: random.integer(in: 2..<columns - 2), y: rows - 1),
      Place(x: 0, y: random.integer(in: 2..<rows - 2)),
      Place(x: columns - 1, y: random.integer(in: 2..<rows - 2)),
    ]
    var colors: [CellColor] = []
    while colors.count < doors.count {
      let color = CellColor.allCases[random.integer(in: 0..<CellColor.allCases.count)]
      if !colors.contains(color) { colors.append(color) }
    }
    for (place, color) in zip(doors, colors) { world.grid[place] = .door(color, .closed) }
    world.placeAgent(within: room, random)
    let meant = random.integer(in: 0..<doors.count)
    target = doors[meant]
    world.mission = "go to the \(colors[meant]) door"
    return world
  }

  /// Opening a door loses; so does done anywhere but beside the door that is meant.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict {
    switch action {
    case .done: abs(world.position.x - target.x) + abs(world.position.y - target.y) == 1 ? .won : .lost
    case .toggle: .lost
    default: .goesOn
    }
  }
}
