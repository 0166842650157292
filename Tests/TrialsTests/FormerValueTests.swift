import Digests
import Testing
import Trials

/// A task that gained a setting after trials of it had run.
private struct GrownExperiment: Experiment {
  let task: TaskDescription

  init(hasGained: Bool) {
    let gained = Setting("pictures", .boolean, default: .boolean(true), former: .boolean(false), help: "Keep pictures.")
    task = TaskDescription(
      name: "grown", version: 1, summary: "A task that gained a setting.",
      settings: [Setting("epochs", .integer(1...9), default: .integer(1), help: "Passes.")]
        + (hasGained ? [gained] : []),
      metrics: [])
  }

  func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    [DataReference(name: "\(settings.count)", sha256: SHA256.hash([]))]
  }
  func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {}
  func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    throw UnfitHost("a toy is never run")
  }
}

@Suite struct FormerValueTests {
  private let before = GrownExperiment(hasGained: false)
  private let after = GrownExperiment(hasGained: true)

  @Test func aSettingWithItsFormerValueIsNoPartOfTheIdentity() throws {
    let former = try after.specification(["pictures": .boolean(false)], seed: 1)
    #expect(former.settings == ["epochs": .integer(1)])
    #expect(try former.settings == before.specification([:], seed: 1).settings)
  }

  @Test func anotherValueIsAnotherTrialAlsoWhereItIsTheDefault() throws {
    let specification = try after.specification([:], seed: 1)
    #expect(specification.settings["pictures"] == .boolean(true))
    #expect(try specification.identifier != after.specification(["pictures": .boolean(false)], seed: 1).identifier)
  }

  @Test func theTaskCompletesSettingsThatASpecificationLeavesOut() throws {
    for pictures in [true, false] {
      let stated: [String: SettingValue] = ["pictures": .boolean(pictures), "epochs": .integer(2)]
      let specification = try after.specification(stated, seed: 1)
      #expect(after.task.completed(specification.settings) == stated)
    }
  }

  @Test func aFormerValueOfAnotherKindIsAMistake() async {
    await #expect(processExitsWith: .failure) {
      _ = Setting("rate", .number(0...1), default: .number(1), former: .integer(0), help: "A rate.")
    }
  }

  @Test func dataAreChosenBySettingsThatAreComplete() throws {
    #expect(try after.specification(["pictures": .boolean(false)], seed: 1).data.map(\.name) == ["2"])
  }
}
