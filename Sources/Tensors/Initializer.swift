/// The distribution of a parameter's first values.
public enum Initializer {
  case constant(Float)
  /// Uniform on ±bound.
  case uniform(bound: Float)
  /// Normal with mean 0.
  case normal(standardDeviation: Float)
  /// Each row of a matrix `[rows, columns]` normal, scaled to unit length along `columns` (axis 1) or `rows` (axis 0).
  case unitNorm(axis: Int, rows: Int, columns: Int)
  /// The lengths of the columns of a matrix that was declared earlier.
  case columnNorms(of: Parameter)
  /// Given values, row-major.
  case values([Float])

  func fill(_ block: Block, _ stream: RandomStream) {
    let elements = block.floats
    switch self {
    case .constant(let value): elements.update(repeating: value)
    case .uniform(let bound): stream.fillUniform(block, from: -bound, to: bound)
    case .normal(let deviation): stream.fillNormal(block, mean: 0, standardDeviation: deviation)
    case .unitNorm(let axis, let rows, let columns):
      stream.fillNormal(block, mean: 0, standardDeviation: 1)
      let (lines, length) = axis == 1 ? (rows, columns) : (columns, rows)
      for line in 0..<lines {
        let indices = (0..<length).map { axis == 1 ? line * columns + $0 : $0 * columns + line }
        let norm = indices.reduce(0.0) { $0 + Double(elements[$1]) * Double(elements[$1]) }.squareRoot()
        for index in indices { elements[index] = Float(Double(elements[index]) / norm) }
      }
    case .columnNorms(let matrix):
      let (weights, columns) = (matrix.values.floats, matrix.shape.columns)
      for column in 0..<columns {
        let squares = stride(from: column, to: weights.count, by: columns).reduce(0.0) {
          $0 + Double(weights[$1]) * Double(weights[$1])
        }
        elements[column] = Float(squares.squareRoot())
      }
    case .values(let values):
      precondition(values.count == elements.count, "\(values.count) initial values for \(elements.count) elements")
      _ = elements.update(fromContentsOf: values)
    }
  }
}
