import Testing
import Trials

@Suite struct TrialSpecificationTests {
  private func specification(_ settings: [String: SettingValue], seed: Int = 1) -> TrialSpecification {
    TrialSpecification(task: "toy", taskVersion: 1, settings: settings, seed: seed, data: [])
  }

  @Test func identityIgnoresTheOrderInWhichSettingsWereStated() {
    let one = specification(["a": .integer(1), "b": .text("x")])
    let other = specification(["b": .text("x"), "a": .integer(1)])
    #expect(one.identifier == other.identifier)
  }

  @Test func identityTellsKindsValuesAndSeedsApart() {
    let identities = [
      specification(["a": .integer(1)]), specification(["a": .number(1)]), specification(["a": .text("1")]),
      specification(["a": .integer(2)]), specification(["a": .integer(1)], seed: 2),
    ].map(\.identifier)
    #expect(Set(identities).count == identities.count)
  }

  @Test func aTextCannotForgeAnotherSetting() {
    let forged = specification(["a": .text("x\nsetting b i1")])
    let honest = specification(["a": .text("x"), "b": .integer(1)])
    #expect(forged.identifier != honest.identifier)
  }

  @Test func resultsSurviveTheirEncodingIncludingPointsThatAreNotFinite() throws {
    let result = TrialResult(
      .finished(["loss": 2.5, "error": 0.1]), curves: ["l": [CurvePoint(step: 1, value: .infinity)]])
    let bytes = try result.encoded()
    #expect(try TrialResult(encoded: bytes) == result)
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"{"curves":{"l":[[1,"inf"]]},"metrics":{"error":0.1,"loss":2.5}}"#)
  }
}
