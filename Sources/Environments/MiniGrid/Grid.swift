/// A place on a grid: columns from the left, rows from the top, both from 0.
public struct Place: Hashable, Sendable {
  /// The column.
  public var x: Int
  /// The row.
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  static func + (place: Place, step: Place) -> Place { Place(x: place.x + step.x, y: place.y + step.y) }
}

/// A rectangle of places.
struct Area {
  let columns: Range<Int>
  let rows: Range<Int>

  init(x: Int, y: Int, columns: Int, rows: Int) {
    self.columns = x..<x + columns
    self.rows = y..<y + rows
  }
}

/// Cells in columns and rows.
public struct Grid: Equatable, Sendable {
  public private(set) var columns: Int
  public private(set) var rows: Int
  private var cells: [Cell]

  /// Empty cells.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = [Cell](repeating: .empty, count: columns * rows)
  }

  /// Empties the grid and gives it other extents, without allocating where its memory suffices.
  mutating func clear(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells.removeAll(keepingCapacity: true)
    for _ in 0..<columns * rows { cells.append(.empty) }
  }

  /// The cell at a place. Every cell beyond the edges is a wall.
  public subscript(place: Place) -> Cell {
    get {
      guard (0..<columns).contains(place.x), (0..<rows).contains(place.y) else { return .wall }
      return cells[place.y * columns + place.x]
    }
    set {
      precondition((0..<columns).contains(place.x) && (0..<rows).contains(place.y), "\(place) is beyond the grid")
      cells[place.y * columns + place.x] = newValue
    }
  }

  var area: Area { Area(x: 0, y: 0, columns: columns, rows: rows) }

  mutating func wallUp(column x: Int, rows: Range<Int>) {
    for y in rows { self[Place(x: x, y: y)] = .wall }
  }

  mutating func wallUp(row y: Int, columns: Range<Int>) {
    for x in columns { self[Place(x: x, y: y)] = .wall }
  }

  /// Walls along the edges of an area, within it.
  mutating func surround(_ area: Area) {
    wallUp(column: area.columns.lowerBound, rows: area.rows)
    wallUp(column: area.columns.upperBound - 1, rows: area.rows)
    wallUp(row: area.rows.lowerBound, columns: area.columns)
    wallUp(row: area.rows.upperBound - 1, columns: area.columns)
  }
}
