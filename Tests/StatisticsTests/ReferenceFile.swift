import Foundation
import Testing

/// Where the reference values lie, read in one way by every suite of this target.
enum ReferenceFile {
  /// The values of the shared fixtures, computed with SciPy, statsmodels and rliable.
  static let fixture = URL(
    fileURLWithPath: (ProcessInfo.processInfo.environment["REGNORM_FIXTURES"] ?? "../shared/fixtures")
      + "/statistics.json")

  /// The values that Tests/StatisticsReference/make writes.
  static let comparisons = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "StatisticsReference/comparisons.json")

  static func read<Values: Decodable>(_ type: Values.Type, from file: URL) throws -> Values {
    try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }
}

/// Expects |got - want| ≤ absolute + relative · |want|.
func expect(
  _ got: Double?, _ want: Double, _ what: String, relative: Double = 1e-9, absolute: Double = 1e-12,
  at location: SourceLocation = #_sourceLocation
) throws {
  let got = try #require(got, "\(what)", sourceLocation: location)
  #expect(
    abs(got - want) <= absolute + relative * abs(want), "\(what): \(got), expected \(want)", sourceLocation: location)
}
