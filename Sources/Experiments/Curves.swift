import Trials

/// A trial's curves while it runs; appending to one allocates nothing as long as it fits what was reserved.
struct Curves {
  private let names: [String]
  private var points: [[CurvePoint]]

  /// Curves called `names` without points, with room for `count` each.
  init(_ names: [String], reserving count: Int) {
    self.names = names.sorted()
    points = names.map { _ in [] }
    for index in points.indices { points[index].reserveCapacity(count) }
  }

  /// The points of the curve called `name`.
  subscript(name: String) -> [CurvePoint] { points[index(of: name)] }

  /// The curves by their names, for a result.
  var byName: [String: [CurvePoint]] { Dictionary(uniqueKeysWithValues: zip(names, points)) }

  /// Adds a point to the end of the curve called `name`.
  mutating func append(_ value: Double, at step: Int, to name: String) {
    points[index(of: name)].append(CurvePoint(step: step, value: value))
  }

  private func index(of name: String) -> Int {
    // No `firstIndex(of:)`, which allocates where it is not optimized.
    for index in names.indices where names[index] == name { return index }
    preconditionFailure("the trial has no curve called \(name)")
  }
}

extension Curves {
  func write(to writer: inout CheckpointWriter) {
    for curve in points { writer.write(curve) }
  }

  mutating func restore(from reader: inout CheckpointReader) throws(CheckpointError) {
    for index in points.indices {
      let restored = try reader.curve()
      points[index].removeAll(keepingCapacity: true)
      points[index].append(contentsOf: restored)
    }
  }
}
