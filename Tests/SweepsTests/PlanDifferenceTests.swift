import Plans
import Sweeps
import Testing
import Trials

@Suite struct PlanDifferenceTests {
  private let grid = "{normalization: [none, rn], rareClasses: [0, 1]}"

  @Test func anotherSeedAddsOneTrialACellAndNothingElse() throws {
    let older = try plan(grid: grid, seeds: "2")
    let difference = try plan(grid: grid, seeds: "3").difference(from: older)
    #expect(difference.added.map(\.cell.number) == [0, 1, 2, 3])
    #expect(difference.added.allSatisfy { $0.specification.seed == 3 })
    #expect(difference.kept == older.trials)
    #expect(difference.dropped.isEmpty)
  }

  @Test func anotherValueOfAnAxisAddsItsTrialsAndNothingElse() throws {
    let older = try plan(grid: grid)
    let newer = try plan(grid: "{normalization: [bn, none, rn], rareClasses: [0, 1]}")
    let difference = newer.difference(from: older)
    #expect(difference.added.count == 4)
    #expect(difference.added.allSatisfy { $0.specification.settings["normalization"] == .text("bn") })
    #expect(Set(difference.kept.map(\.identifier)) == Set(older.trials.map(\.identifier)))
    #expect(difference.dropped.isEmpty)
  }

  @Test func anotherAxisKeepsTheTrialsThatHadItsDefault() throws {
    let newer = try plan(grid: "{normalization: [none, rn], rareClasses: [0, 1], epochs: [1, 2]}")
    let difference = newer.difference(from: try plan(grid: grid))
    #expect((difference.added.count, difference.kept.count, difference.dropped.count) == (8, 8, 0))
  }

  @Test func whatTheNewPlanLacksIsDropped() throws {
    let difference = try plan(grid: "{normalization: [rn], rareClasses: [0, 1]}").difference(from: plan(grid: grid))
    #expect((difference.added.count, difference.kept.count) == (0, 4))
    #expect(difference.dropped.allSatisfy { $0.specification.settings["normalization"] == .text("none") })
    #expect(difference.dropped.count == 4)
  }
}
