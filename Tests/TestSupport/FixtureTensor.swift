/// A tensor of a fixture file: `{"shape": [2, 3], "data": [...]}`, row-major.
public struct FixtureTensor: Decodable, Sendable {
  /// The extents, each at least 1; empty for a scalar.
  public let shape: [Int]
  /// The elements.
  public let data: [Double]

  /// A tensor. Throws `FixtureError` if the shape has an extent below 1 or another number of elements.
  public init(shape: [Int], data: [Double]) throws(FixtureError) {
    try requireFixture(
      shape.allSatisfy { $0 > 0 }
        && shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) == data.count,
      "a tensor of shape \(shape) has \(data.count) elements")
    self.shape = shape
    self.data = data
  }

  /// Decodes the shape and the elements.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    do {
      try self.init(
        shape: values.decode([Int].self, forKey: .shape), data: values.decode([Double].self, forKey: .data))
    } catch let error as FixtureError {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// The elements in single precision.
  public var floats: [Float] { data.map { Float($0) } }

  /// The elements of a tensor of labels or indices. Throws `FixtureError` unless all are whole numbers in `0..<limit`.
  public func indices(below limit: Int) throws(FixtureError) -> [Int32] {
    var indices: [Int32] = []
    for element in data {
      let index = Int32(exactly: element) ?? -1
      try requireFixture((0..<limit).contains(Int(index)), "\(element) is no index below \(limit)")
      indices.append(index)
    }
    return indices
  }

  /// The tensor with its axes in another order: axis `i` of the result is axis `order[i]` of this one. Throws
  /// `FixtureError` if the tensor has other axes.
  public func permuted(_ order: [Int]) throws(FixtureError) -> FixtureTensor {
    try requireFixture(order.sorted() == Array(shape.indices), "\(order) is no order of the axes of \(shape)")
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let extents = order.map { shape[$0] }
    let elements = data.indices.map { index in
      var (rest, source) = (index, 0)
      for (axis, extent) in zip(order, extents).reversed() {
        source += rest % extent * strides[axis]
        rest /= extent
      }
      return data[source]
    }
    return try FixtureTensor(shape: extents, data: elements)
  }

  private enum Keys: CodingKey {
    case shape, data
  }
}
