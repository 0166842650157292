public import Tensors

/// A room with a door of another colour in each wall. The agent must stand beside the door that the mission names and
/// say done.
public struct GoToDoor: GridLevel {
  private let size: Int
  private var target = Place(x: 0, y: 0)
  private var doors: [Place] = []
  private var colors: [CellColor] = []

  private static let missions = CellColor.allCases.map { "go to the \($0) door" }

  /// Rooms of 5 × 5 up to `size` × `size`, walls included.
  public init(size: Int) {
    precondition(size >= 5, "a room of \(size) has no place for doors in all walls")
    self.size = size
  }

  /// 4 steps for every cell.
  public var stepLimit: Int { 4 * size * size }

  /// Draws the room's extents, the doors' places and colours, the agent, and the door of the mission.
  public mutating func layOut(_ world: inout GridWorld, _ random: RandomStream) {
    let columns = random.integer(in: 5..<size + 1)
    let rows = random.integer(in: 5..<size + 1)
    world.clear(columns: size, rows: size, mission: "")
    let room = Area(x: 0, y: 0, columns: columns, rows: rows)
    world.grid.surround(room)
    doors.removeAll(keepingCapacity: true)
    doors.append(Place(x: random.integer(in: 2..<columns - 2), y: 0))
    doors.append(Place(x: random.integer(in: 2..<columns - 2), y: rows - 1))
    doors.append(Place(x: 0, y: random.integer(in: 2..<rows - 2)))
    doors.append(Place(x: columns - 1, y: random.integer(in: 2..<rows - 2)))
    colors.removeAll(keepingCapacity: true)
    var taken = 0
    while colors.count < doors.count {
      let color = CellColor.drawn(random)
      if taken & 1 << color.rawValue == 0 { colors.append(color) }
      taken |= 1 << color.rawValue
    }
    for door in doors.indices { world.grid[doors[door]] = .door(colors[door], .closed) }
    world.placeAgent(within: room, random)
    let meant = random.integer(in: 0..<doors.count)
    target = doors[meant]
    world.mission = Self.missions[Int(colors[meant].rawValue)]
  }

  /// Opening a door loses, and so does done anywhere but beside the mission's door.
  public mutating func judge(_ world: GridWorld, after action: GridAction) -> GridVerdict {
    switch action {
    case .done: abs(world.position.x - target.x) + abs(world.position.y - target.y) == 1 ? .won : .lost
    case .toggle: .lost
    default: .goesOn
    }
  }
}
