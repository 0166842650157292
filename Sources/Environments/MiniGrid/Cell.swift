import Tensors

/// The object on a cell of a grid, by its number in observations. 0 in an observation is a cell that is not seen.
public enum CellObject: UInt8, Sendable {
  case empty = 1
  case wall = 2
  case door = 4
  case key = 5
  case goal = 8
}

/// The colours of objects, by their numbers in observations.
public enum CellColor: UInt8, CaseIterable, Sendable {
  case red, green, blue, purple, yellow, grey

  /// Any of the six.
  static func drawn(_ random: RandomStream) -> CellColor { CellColor(rawValue: UInt8(random.integer(in: 0..<6)))! }
}

/// The state of a door, by its number in observations.
public enum DoorState: UInt8, Sendable {
  case open, closed, locked
}

/// A cell of a grid: an object, its colour and, for a door, its state.
public struct Cell: Equatable, Sendable {
  /// The object on the cell.
  public let object: CellObject
  /// The object's colour; red, number 0, for an empty cell.
  public let color: CellColor
  /// The state of a door; open, number 0, for any other object.
  public let doorState: DoorState

  private init(_ object: CellObject, _ color: CellColor, _ doorState: DoorState = .open) {
    self.object = object
    self.color = color
    self.doorState = doorState
  }

  /// A cell without an object.
  public static let empty = Cell(.empty, .red)
  public static let wall = Cell(.wall, .grey)
  public static let goal = Cell(.goal, .green)

  public static func door(_ color: CellColor, _ state: DoorState) -> Cell { Cell(.door, color, state) }

  public static func key(_ color: CellColor) -> Cell { Cell(.key, color) }

  /// Whether the object is an open door.
  public var isOpenDoor: Bool { object == .door && doorState == .open }

  /// Whether the agent can step on the cell.
  var canBeEntered: Bool { object == .empty || object == .goal || isOpenDoor }

  /// Whether the cells behind this one can be seen.
  var isTransparent: Bool { object != .wall && (object != .door || isOpenDoor) }

  /// Whether the agent can carry the object.
  var canBeCarried: Bool { object == .key }
}
