import Testing
import Trials

@Suite struct TrialDivergenceTests {
  private let curves = ["trainLoss": [CurvePoint(step: 7, value: .nan)]]

  @Test func aDivergedResultSaysWhereAndHasNoMetrics() throws {
    let result = TrialResult.diverged(at: 7, curves: curves)
    let bytes = try result.encoded()
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"curves":{"trainLoss":[[7,"nan"]]},"divergedAt":7,"metrics":{}}"#)
    #expect(try TrialResult(encoded: bytes).divergedAt == 7)
    let metrics = try TrialMetrics(encoded: bytes)
    #expect(metrics.hasDiverged && metrics.divergedAt == 7 && metrics["score"] == nil)
  }

  @Test func aResultThatDidNotDivergeKeepsItsBytes() throws {
    let bytes = try TrialResult(metrics: ["score": 1]).encoded()
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"curves":{},"metrics":{"score":1}}"#)
    #expect(try !TrialMetrics(encoded: bytes).hasDiverged)
  }

  @Test(arguments: [Double.nan, .infinity]) func anOlderResultDivergedWhereAMetricIsNotFinite(value: Double) throws {
    let bytes = try TrialResult(metrics: ["score": value, "bestAverage": 21]).encoded()
    #expect(try TrialMetrics(encoded: bytes).hasDiverged)
  }
}
