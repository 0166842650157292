import Testing
import Trials

/// A task whose `factor` is used only with `method: rn`.
private struct IdleExperiment: Experiment {
  private static let method = ChoiceSetting("method", among: ["none", "rn"], called: \.self, help: "The method.")
  private static let factor = NumberSetting(
    "factor", -1...9, default: 1, idleAs: 2, idleWhere: { method.value(in: $0) == "none" }, help: "The method's factor."
  )

  let task = TaskDescription(
    name: "idle", version: 1, summary: "A task with a setting that not every trial uses.",
    settings: [method.declaration, factor.declaration], metrics: [])

  func dataReferences(for settings: [String: SettingValue]) -> [DataReference] { [] }
  func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {}
  func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    throw UnfitHost("a toy is never run")
  }
}

@Suite struct IdleSettingTests {
  private func identifier(_ method: String, _ factor: Double) throws -> TrialIdentifier {
    try IdleExperiment().specification(["method": .text(method), "factor": .number(factor)], seed: 1).identifier
  }

  @Test func trialsThatDifferInASettingTheyDoNotUseAreOne() throws {
    #expect(try identifier("none", 1) == identifier("none", 3))
    #expect(try identifier("rn", 1) != identifier("rn", 3))
    #expect(
      try IdleExperiment().specification(["method": .text("none")], seed: 1).settings["factor"] == .number(2))
  }

  @Test func anIdleSettingIsStillChecked() {
    #expect(throws: SettingError.self) { try identifier("none", 10) }
  }

  @Test func zeroAndNegativeZeroAreOneValueAndOneTrial() throws {
    #expect(try identifier("rn", -0.0) == identifier("rn", 0.0))
    let setting = try #require(IdleExperiment().task.setting("factor"))
    #expect(try setting.accept(.number(-0.0)).description == "0.0")
    #expect(try setting.parse("-0").description == "0.0")
  }
}
