import Trials

/// The curves of a running trial. Appending allocates nothing while a curve fits its reserved memory.
struct Curves {
  private let curves: [Curve]
  private var points: [[CurvePoint]]

  /// `curves` without points, with room for `count` each.
  init(_ curves: [Curve], reserving count: Int) {
    self.curves = curves.sorted { $0.encodedName < $1.encodedName }
    points = curves.map { _ in [] }
    for index in points.indices { points[index].reserveCapacity(count) }
  }

  /// The points of a curve.
  subscript(curve: Curve) -> [CurvePoint] { points[index(of: curve)] }

  /// The points by the curves' names in results.
  var byName: [String: [CurvePoint]] {
    Dictionary(uniqueKeysWithValues: zip(curves.lazy.map(\.encodedName), points))
  }

  /// Adds a point to the end of a curve.
  mutating func append(_ value: Double, at step: Int, to curve: Curve) {
    points[index(of: curve)].append(CurvePoint(step: step, value: value))
  }

  private func index(of curve: Curve) -> Int {
    // `firstIndex(of:)` allocates in unoptimized builds.
    for index in curves.indices where curves[index].encodedName == curve.encodedName { return index }
    preconditionFailure("the trial has no curve called \(curve.encodedName)")
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
