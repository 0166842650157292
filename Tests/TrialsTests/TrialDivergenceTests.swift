import Testing
import Trials

@Suite struct TrialDivergenceTests {
  private let curves = ["trainLoss": [CurvePoint(step: 7, value: .nan)]]

  @Test func aDivergedResultSaysWhereAndHasNoMetrics() throws {
    let result = TrialResult(.diverged(at: 7), curves: curves)
    let bytes = try result.encoded()
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"curves":{"trainLoss":[[7,"nan"]]},"divergedAt":7,"metrics":{}}"#)
    #expect(try TrialResult(encoded: bytes).outcome == .diverged(at: 7))
    #expect(try TrialOutcome(encoded: bytes) == .diverged(at: 7))
  }

  @Test func aResultThatDidNotDivergeKeepsItsBytes() throws {
    let bytes = try TrialResult(.finished(["score": 1])).encoded()
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"curves":{},"metrics":{"score":1}}"#)
    #expect(try !TrialOutcome(encoded: bytes).hasDiverged)
  }

  @Test(arguments: [Double.nan, .infinity]) func anOlderResultDivergedWhereAMetricIsNotFinite(value: Double) throws {
    let bytes = try TrialResult(.finished(["score": value, "bestAverage": 21])).encoded()
    #expect(try TrialOutcome(encoded: bytes) == .diverged(at: nil))
    #expect(try TrialResult(encoded: bytes).metrics.isEmpty)
  }
}
