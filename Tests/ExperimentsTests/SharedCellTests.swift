import Experiments
import Plans
import Sweeps
import Testing
import Trials

@Suite struct SharedCellTests {
  private func plan(_ grid: String, fixed: String = "{}") throws -> Plan {
    try Plan(
      yaml: "task: cartpole-dqn\nseeds: 2\ngrid: \(grid)\nfixed: \(fixed)\n", file: "pole.yaml",
      experiments: ExperimentRegistry.all)
  }

  @Test func cellsThatDifferOnlyInUnusedSettingsShareTheirTrials() throws {
    let plan = try plan("{normalization: [none, rn], semantics: [published, corrected]}")
    #expect(plan.cells.map(\.sameAs?.number) == [nil, 0, nil, nil])
    #expect(plan.trials.map(\.cell.number) == [0, 2, 3, 0, 2, 3])
    #expect(Set(plan.trials.map(\.identifier)).count == 6)
    #expect(plan.trialsByCell[1] == plan.trialsByCell[0] && plan.trialsByCell[1].count == 2)
  }

  @Test func thePlanSaysWhichCellsShareTheirTrials() throws {
    let plan = try plan("{normalization: [none, rn], semantics: [published, corrected]}")
    let task = try ExperimentRegistry.experiment(named: "cartpole-dqn").task
    let text = PlanSummary(plan, task: task, directory: "d", done: nil).text
    #expect(text.contains("Trials   6: 0 done, 6 to run\n"))
    #expect(text.contains("0 of 2 done, the trials of normalization=none semantics=published\n"))
  }

  @Test func aFixedSettingHasTheValueOfTheTrialsThatUseIt() throws {
    let task = try ExperimentRegistry.experiment(named: "cartpole-dqn").task
    func semantics(_ plan: Plan) throws -> FixedSetting {
      try #require(plan.fixedSettings(of: task).first { $0.setting.name == "semantics" })
    }
    let mixed = try semantics(try plan("{normalization: [none, rn]}", fixed: "{semantics: corrected}"))
    #expect(mixed.isUsed && mixed.value == .text("corrected"))
    #expect(try !semantics(try plan("{normalization: [none, ln]}", fixed: "{semantics: corrected}")).isUsed)
  }
}
