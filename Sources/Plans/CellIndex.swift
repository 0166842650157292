/// A cell's place in `Plan.cells`, encoded as a bare number.
public struct CellIndex: Hashable, Comparable, Sendable {
  /// The place, from 0.
  public let number: Int

  /// The place `number`, from 0.
  public init(_ number: Int) { self.number = number }

  /// The order of cells in the plan.
  public static func < (left: CellIndex, right: CellIndex) -> Bool { left.number < right.number }
}

extension CellIndex: Codable {
  public init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Int.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

extension Plan {
  /// The cell at a place.
  public subscript(index: CellIndex) -> Cell { cells[index.number] }
}
