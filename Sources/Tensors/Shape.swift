/// The extents of a tensor, outermost first: `[batch, features]`. An empty shape is a scalar.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public let extents: [Int]

  /// A shape of `extents`, each at least 1.
  public init(_ extents: [Int]) {
    precondition(extents.allSatisfy { $0 > 0 }, "a shape's extents are at least 1, not \(extents)")
    self.extents = extents
  }

  /// A shape of `extents`.
  public init(arrayLiteral extents: Int...) { self.init(extents) }

  /// The number of elements.
  public var count: Int { extents.reduce(1, *) }

  /// The number of axes.
  public var rank: Int { extents.count }

  /// The extent of one axis.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// The innermost extent, 1 for a scalar: the columns of the tensor as a matrix.
  public var columns: Int { extents.last ?? 1 }

  /// The product of all other extents: the rows of the tensor as a matrix.
  public var rows: Int { count / columns }

  /// The number of elements between neighbours along each axis, row-major.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) { strides[axis] = strides[axis + 1] * extents[axis + 1] }
    return strides
  }

  /// `[128, 784]`.
  public var description: String { "[\(extents.map(String.init).joined(separator: ", "))]" }
}
