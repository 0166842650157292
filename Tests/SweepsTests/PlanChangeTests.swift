import Plans
import Sweeps
import Testing
import Trials

/// The results that leave a table when its sweep file changes.
@Suite struct PlanChangeTests {
  private func plan(_ grid: String, fixed: String = "semantics: corrected", seeds: Int = 2, more: String = "") throws
    -> Plan
  {
    try SweepsTests.plan("task: imbalanced-mnist\nseeds: \(seeds)\nfixed: {\(fixed)}\ngrid: \(grid)\n\(more)")
  }

  private func changes(from older: Plan, to newer: Plan, done: Int? = nil) -> PlanChange? {
    let results = Set(older.trials.prefix(done ?? older.trials.count).map(\.identifier))
    return PlanChange(from: older, to: newer, task: ToyExperiment().task, results: results)
  }

  private let grid = "{normalization: [none, rn], rareClasses: [0, 4, 7]}"

  @Test func aChangedFixedValueSaysWhatItWas() throws {
    let older = try plan(grid, fixed: "semantics: corrected, epochs: 2")
    let change = try #require(changes(from: older, to: plan(grid, fixed: "semantics: published, epochs: 3"), done: 5))
    #expect(
      change.text == """
        5 of 5 results so far leave the table, because the sweep file changed:
          semantics: published, was corrected
          epochs: 3, was 2
        Nothing is deleted. To bring the results back into the table, undo the changes and run the file again.
        """)
  }

  @Test func aDefaultThatIsNowStatedOtherwiseIsAChange() throws {
    let change = try changes(from: plan(grid), to: plan(grid, fixed: "semantics: corrected, momentum: 0.5"))
    #expect(change?.changes == ["momentum: 0.5, was 0.9"])
  }

  @Test func valuesThatLeaveAnAxisAndSeedsAreNamed() throws {
    let older = try plan(grid, seeds: 3)
    let change = try changes(from: older, to: plan("{normalization: [none, rn, ln], rareClasses: [0, 7]}", seeds: 1))
    #expect(change?.changes == ["rareClasses: 0 7, was 0 4 7", "seeds: 1, was 1 2 3"])
    #expect(change?.leavingResults == 14 && change?.results == 18)
  }

  @Test func cellsThatAreExcludedAreACauseOfTheirOwn() throws {
    let change = try changes(from: plan(grid), to: plan(grid, more: "exclude: [{normalization: rn, rareClasses: 4}]"))
    #expect(change?.leavingResults == 2)
    #expect(change?.changes == ["which combinations of values the grid has"])
  }

  @Test func changesThatKeepAllResultsInTheTableAreNotReported() throws {
    #expect(try changes(from: plan(grid), to: plan(grid, seeds: 5)) == nil)
    #expect(
      try changes(from: plan(grid), to: plan("{normalization: [none, rn, ln], rareClasses: [0, 4, 7, 9]}")) == nil)
    #expect(try changes(from: plan(grid), to: plan("{normalization: [none], rareClasses: [0]}"), done: 1) == nil)
  }

  @Test func aLongListIsCut() throws {
    let axis = "{normalization: [rn], hiddenUnits: {from: 1, to: 40}}"
    let change = try changes(from: plan(axis), to: plan("{normalization: [rn], hiddenUnits: [1]}"))
    #expect(change?.changes == ["hiddenUnits: 1, was 1 2 3 4 5 6 7 8 9 10 11 12 … (40 values)"])
  }
}
