/// The agent's view: the 7 × 7 cells ahead of and beside the agent. Walls and closed doors hide cells.
///
/// ```
///        i = 0 … 6  left to right
/// j = 0  · · · · · · ·
///   …    · · · · · · ·      the agent stands at i = 3, j = 6 and looks up
/// j = 6  · · · A · · ·
/// ```
/// Sight spreads row by row from the agent upwards, in each row first to the right, then to the left. A visible
/// transparent cell makes three cells visible: the next one in its row, and the cells above both.
struct GridView {
  static let size = 7
  private static let agent = Place(x: size / 2, y: size - 1)
  private var cells = [Cell](repeating: .empty, count: size * size)
  private var visible = [Bool](repeating: false, count: size * size)

  /// Writes object, colour and state of every cell, `[i][j][3]`, zeros for hidden cells. The agent's own cell shows the
  /// carried object.
  mutating func observe(_ world: GridWorld, into observation: inout MutableSpan<Float>) {
    look(world)
    spreadSight()
    cells[Self.index(Self.agent.x, Self.agent.y)] = world.carried ?? .empty
    for index in cells.indices {
      let cell = cells[index]
      let seen = visible[index]
      observation[3 * index] = seen ? Float(cell.object.rawValue) : 0
      observation[3 * index + 1] = seen ? Float(cell.color.rawValue) : 0
      observation[3 * index + 2] = seen ? Float(cell.doorState.rawValue) : 0
    }
  }

  private static func index(_ i: Int, _ j: Int) -> Int { i * size + j }

  private mutating func look(_ world: GridWorld) {
    let ahead = world.direction.ahead
    let aside = world.direction.turned(by: 1).ahead
    for i in 0..<Self.size {
      for j in 0..<Self.size {
        let (forward, right) = (Self.agent.y - j, i - Self.agent.x)
        let place = Place(
          x: world.position.x + forward * ahead.x + right * aside.x,
          y: world.position.y + forward * ahead.y + right * aside.y)
        cells[Self.index(i, j)] = world.grid[place]
      }
    }
  }

  private mutating func spreadSight() {
    for index in visible.indices { visible[index] = false }
    visible[Self.index(Self.agent.x, Self.agent.y)] = true
    for j in stride(from: Self.size - 1, through: 0, by: -1) {
      for i in 0..<Self.size - 1 { spread(from: i, j, to: i + 1) }
      for i in stride(from: Self.size - 1, to: 0, by: -1) { spread(from: i, j, to: i - 1) }
    }
  }

  private mutating func spread(from i: Int, _ j: Int, to next: Int) {
    guard visible[Self.index(i, j)], cells[Self.index(i, j)].isTransparent else { return }
    visible[Self.index(next, j)] = true
    if j > 0 {
      visible[Self.index(i, j - 1)] = true
      visible[Self.index(next, j - 1)] = true
    }
  }
}
