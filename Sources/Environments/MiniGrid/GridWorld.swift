import Tensors

/// The four directions, in the order of turning right.
public enum Direction: Int, CaseIterable, Sendable {
  case right, down, left, up

  /// The step to the next cell in this direction.
  package var ahead: Place {
    switch self {
    case .right: Place(x: 1, y: 0)
    case .down: Place(x: 0, y: 1)
    case .left: Place(x: -1, y: 0)
    case .up: Place(x: 0, y: -1)
    }
  }

  package func turned(by quarters: Int) -> Direction { Direction(rawValue: (rawValue + quarters) & 3)! }
}

/// The actions of the agent, in the order of their numbers.
public enum GridAction: Int, CaseIterable, Sendable {
  case left, right, forward, pickup, drop, toggle, done
}

/// A grid with an agent in it.
public struct GridWorld: Equatable, Sendable {
  /// The cells, without the agent.
  public var grid: Grid
  /// The agent's place.
  public var position = Place(x: -1, y: -1)
  /// The direction in which the agent looks.
  public var direction = Direction.right
  /// The carried object.
  public var carried: Cell?
  /// The agent's task, as a sentence.
  public var mission: String

  /// Empty cells, and an agent that is not on the grid yet.
  public init(columns: Int, rows: Int, mission: String) {
    grid = Grid(columns: columns, rows: rows)
    self.mission = mission
  }

  /// Does what `init` does, in the grid's present memory.
  mutating func clear(columns: Int, rows: Int, mission: String) {
    grid.clear(columns: columns, rows: rows)
    (position, direction, carried) = (Place(x: -1, y: -1), .right, nil)
    self.mission = mission
  }

  /// The place ahead of the agent.
  public var ahead: Place { position + direction.ahead }

  /// Carries out the effects that an action has in every level: turns, walks, carries, opens.
  mutating func act(_ action: GridAction) {
    switch action {
    case .left: direction = direction.turned(by: -1)
    case .right: direction = direction.turned(by: 1)
    case .forward: if grid[ahead].canBeEntered { position = ahead }
    case .pickup:
      if carried == nil, grid[ahead].canBeCarried {
        carried = grid[ahead]
        grid[ahead] = .empty
      }
    case .drop:
      if let cell = carried, grid[ahead] == .empty {
        grid[ahead] = cell
        carried = nil
      }
    case .toggle: toggle(grid[ahead])
    case .done: break
    }
  }

  private mutating func toggle(_ cell: Cell) {
    guard cell.object == .door else { return }
    switch cell.doorState {
    case .open: grid[ahead] = .door(cell.color, .closed)
    case .closed: grid[ahead] = .door(cell.color, .open)
    case .locked: if carried == .key(cell.color) { grid[ahead] = .door(cell.color, .open) }
    }
  }
}

extension GridWorld {
  /// A uniformly random empty place within `area`, other than the agent's.
  func emptyPlace(within area: Area, _ random: RandomStream) -> Place {
    while true {
      let place = Place(x: random.integer(in: area.columns), y: random.integer(in: area.rows))
      if grid[place] == .empty && place != position { return place }
    }
  }

  /// Puts the agent on a random empty place within `area`, looking in a random direction.
  mutating func placeAgent(within area: Area, _ random: RandomStream) {
    position = Place(x: -1, y: -1)
    position = emptyPlace(within: area, random)
    direction = Direction(rawValue: random.integer(in: 0..<4))!
  }
}
