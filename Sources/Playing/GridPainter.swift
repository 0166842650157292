public import Environments
public import Pictures

extension MiniGrid: PicturedEnvironment {
  /// The whole grid from above, the agent as a red triangle.
  public func picture() -> Picture { GridPainter.paint(world) }
}

/// Draws a grid world, 32 pixels a cell.
private enum GridPainter {
  private static let cell = 32.0
  private static let agent = Color(red: 255, green: 0, blue: 0)

  static func paint(_ world: GridWorld) -> Picture {
    let grid = world.grid
    var picture = Picture(
      width: grid.columns * Int(cell), height: grid.rows * Int(cell), background: Color(red: 40, green: 40, blue: 40))
    for y in 0..<grid.rows {
      for x in 0..<grid.columns {
        // One pixel at the left and at the top stays free, for the lines of the grid.
        let corner = (x: Double(x) * cell, y: Double(y) * cell)
        picture.fill(.box(from: (corner.x + 1, corner.y + 1), to: (corner.x + cell, corner.y + cell)), .black)
        paint(grid[Place(x: x, y: y)], at: corner, on: &picture)
      }
    }
    paintAgent(world, on: &picture)
    return picture
  }

  private static func paint(_ content: Cell, at corner: (x: Double, y: Double), on picture: inout Picture) {
    func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ color: Color) {
      picture.fill(
        .box(
          from: (corner.x + left * cell, corner.y + top * cell), to: (corner.x + right * cell, corner.y + bottom * cell)
        ),
        color)
    }
    let color = color(of: content)
    switch content.object {
    case .empty: break
    case .wall, .goal: box(0, 0, 1, 1, color)
    case .door where content.doorState == .open: box(0.05, 0, 0.15, 1, color)
    case .door:
      box(0, 0, 1, 1, color)
      box(0.1, 0.1, 0.9, 0.9, .black)
      // A closed door has a handle, a locked one is filled and has a keyhole.
      if content.doorState == .locked { box(0.15, 0.15, 0.85, 0.85, color) }
      box(0.65, 0.45, 0.78, 0.58, content.doorState == .locked ? .black : color)
    case .key:
      box(0.5, 0.25, 0.62, 0.85, color)
      box(0.4, 0.1, 0.72, 0.35, color)
      box(0.38, 0.6, 0.5, 0.67, color)
      box(0.38, 0.75, 0.5, 0.82, color)
    }
  }

  private static func paintAgent(_ world: GridWorld, on picture: inout Picture) {
    let ahead = world.direction.ahead
    let aside = world.direction.turned(by: 1).ahead
    let centre = (x: (Double(world.position.x) + 0.5) * cell, y: (Double(world.position.y) + 0.5) * cell)
    func point(_ forward: Double, _ right: Double) -> (x: Double, y: Double) {
      (
        centre.x + cell * (forward * Double(ahead.x) + right * Double(aside.x)),
        centre.y + cell * (forward * Double(ahead.y) + right * Double(aside.y))
      )
    }
    picture.fill(.polygon([point(0.37, 0), point(-0.38, 0.31), point(-0.38, -0.31)]), agent)
  }

  private static func color(of content: Cell) -> Color {
    switch content.color {
    case .red: Color(red: 255, green: 0, blue: 0)
    case .green: Color(red: 0, green: 255, blue: 0)
    case .blue: Color(red: 0, green: 0, blue: 255)
    case .purple: Color(red: 112, green: 39, blue: 195)
    case .yellow: Color(red: 255, green: 255, blue: 0)
    case .grey: Color(red: 100, green: 100, blue: 100)
    }
  }
}
