/// A tensor of a fixture file: `{"shape": [2, 3], "data": [...]}`, row-major.
public struct FixtureTensor: Decodable, Sendable {
  /// The extents, empty for a scalar.
  public let shape: [Int]
  /// The elements.
  public let data: [Double]

  /// A tensor.
  public init(shape: [Int], data: [Double]) {
    precondition(shape.reduce(1, *) == data.count, "\(shape) has other than \(data.count) elements")
    self.shape = shape
    self.data = data
  }

  /// The elements in single precision.
  public var floats: [Float] { data.map { Float($0) } }

  /// The elements of a tensor of labels or indices.
  public var integers: [Int32] { data.map { Int32($0) } }

  /// The tensor with axis `i` of the result being axis `order[i]` of this one.
  public func permuted(_ order: [Int]) -> FixtureTensor {
    precondition(order.sorted() == Array(shape.indices), "\(order) is no order of the axes of \(shape)")
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
    return FixtureTensor(shape: extents, data: elements)
  }
}
