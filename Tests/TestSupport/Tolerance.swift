public import Testing

/// The largest allowed distance of a number from the recorded one:
/// |got - want| ≤ absolute + relative · |want| + relativeToMaximum · (largest |want| of the tensor).
public struct Tolerance: Decodable, Sendable {
  /// In units of the numbers.
  public let absolute: Double
  /// As a share of the wanted number.
  public let relative: Double
  /// As a share of the tensor's largest number.
  public let relativeToMaximum: Double

  /// A tolerance.
  public init(absolute: Double = 0, relative: Double = 0, relativeToMaximum: Double = 0) {
    self.absolute = absolute
    self.relative = relative
    self.relativeToMaximum = relativeToMaximum
  }

  /// Decodes `{"rel_to_max": 1e-4, "abs": 1e-5}` or `{"rel": 1e-4, "abs": 1e-5}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Keys.self)
    absolute = try values.decodeIfPresent(Double.self, forKey: .abs) ?? 0
    relative = try values.decodeIfPresent(Double.self, forKey: .rel) ?? 0
    relativeToMaximum = try values.decodeIfPresent(Double.self, forKey: .rel_to_max) ?? 0
  }

  private enum Keys: String, CodingKey {
    case abs, rel, rel_to_max
  }

  /// The allowed distance for numbers beside `want`, without the share of the number itself.
  public func allowed(beside want: [Double]) -> Double { absolute + relativeToMaximum * (want.map(abs).max() ?? 0) }

  /// Records an issue for the element that is farthest outside, if any is. `what` names case and tensor.
  public func expect<Got: BinaryFloatingPoint>(
    _ got: [Got], near want: [Double], _ what: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard got.count == want.count else {
      Issue.record("\(what()): got \(got.count) elements, want \(want.count)", sourceLocation: sourceLocation)
      return
    }
    let floor = allowed(beside: want)
    var worst: (index: Int, excess: Double)?
    for index in want.indices {
      let difference = abs(Double(got[index]) - want[index])
      let excess = difference.isNaN ? .infinity : difference / (floor + relative * abs(want[index]))
      if excess > 1 && excess > worst?.excess ?? 1 { worst = (index, excess) }
    }
    guard let (index, excess) = worst else { return }
    let difference = abs(Double(got[index]) - want[index])
    Issue.record(
      """
      \(what())[\(index)]: got \(got[index]), want \(want[index]); the difference \(difference) is \(excess) times \
      what is allowed
      """, sourceLocation: sourceLocation)
  }
}
