import TestSupport

/// The contents of `normalization.json`: reference values of the published semantics, made with PyTorch in double
/// precision.
struct NormalizationFixture: Decodable, Sendable {
  let tolerance: Tolerances
  let cases: FixtureCases<NormalizationCase>
  let training: FixtureCases<TrainingCase>

  struct Tolerances: Decodable, Sendable {
    let float32: [String: Double]

    /// The tolerance of the case called `name`: the file's, or the case's own.
    func of(_ name: String) throws -> Tolerance {
      guard let relative = float32["rel_to_max_\(name)"] ?? float32["rel_to_max"] else {
        throw FixtureError("tolerance.float32 has no rel_to_max")
      }
      return Tolerance(absolute: 1e-5, relativeToMaximum: relative)
    }
  }

  static let file = Result { try Fixtures.load("normalization.json", as: NormalizationFixture.self) }
}

/// A layer's history after a step.
struct RecordedHistory: Decodable, Sendable {
  let mean: Double
  let std: Double
  let count: Double
}

/// The mode in which a step was run.
enum RecordedMode: String, Decodable, Sendable {
  case train, eval
}

extension [Int32] {
  /// Throws unless these are the labels of `rows` rows.
  func checkLabels(rows: Int) throws(FixtureError) {
    try requireFixture(count == rows, "\(count) labels for \(rows) rows")
    try requireFixture(allSatisfy { (0..<1000).contains($0) }, "a label is outside 0..<1000")
  }
}
