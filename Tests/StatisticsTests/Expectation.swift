import Testing

/// Expects |got - want| ≤ absolute + relative · |want|.
func expect(
  _ got: Double?, _ want: Double, _ what: String, relative: Double = 1e-9, absolute: Double = 1e-12,
  at location: SourceLocation = #_sourceLocation
) throws {
  let got = try #require(got, "\(what)", sourceLocation: location)
  #expect(
    abs(got - want) <= absolute + relative * abs(want), "\(what): \(got), expected \(want)", sourceLocation: location)
}
