import Plans
import Sweeps
import Testing
import Trials

@Suite struct PlanDifferenceTests {
  private let grid = "{normalization: [none, rn], rareClasses: [0, 1]}"

  @Test func anotherSeedAddsOneTrialACellAndNothingElse() throws {
    let older = try plan(grid: grid, seeds: "2")
    let newer = try plan(grid: grid, seeds: "3")
    let added = newer.trials(notIn: older)
    #expect(added.map(\.cell.number) == [0, 1, 2, 3])
    #expect(added.allSatisfy { $0.specification.seed == 3 })
    #expect(newer.trials.filter { !added.contains($0) } == older.trials)
    #expect(older.trials(notIn: newer).isEmpty)
  }

  @Test func anotherValueOfAnAxisAddsItsTrialsAndNothingElse() throws {
    let older = try plan(grid: grid)
    let newer = try plan(grid: "{normalization: [bn, none, rn], rareClasses: [0, 1]}")
    let added = newer.trials(notIn: older)
    #expect(added.count == 4 && newer.trials.count == 4 + older.trials.count)
    #expect(added.allSatisfy { $0.specification.settings["normalization"] == .text("bn") })
    #expect(older.trials(notIn: newer).isEmpty)
  }

  @Test func anotherAxisKeepsTheTrialsThatHadItsDefault() throws {
    let older = try plan(grid: grid)
    let newer = try plan(grid: "{normalization: [none, rn], rareClasses: [0, 1], epochs: [1, 2]}")
    #expect((newer.trials(notIn: older).count, newer.trials.count) == (8, 16))
    #expect(older.trials(notIn: newer).isEmpty)
  }

  @Test func trialsThatTheNewPlanLacksAreDropped() throws {
    let older = try plan(grid: grid)
    let newer = try plan(grid: "{normalization: [rn], rareClasses: [0, 1]}")
    #expect(newer.trials(notIn: older).isEmpty && newer.trials.count == 4)
    let dropped = older.trials(notIn: newer)
    #expect(dropped.count == 4)
    #expect(dropped.allSatisfy { $0.specification.settings["normalization"] == .text("none") })
  }
}
