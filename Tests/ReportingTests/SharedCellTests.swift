import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// Tables of plans in which a trial serves two cells.
@Suite struct SharedCellTests {
  private let plan = sharedCellPlan()

  private func table(_ metrics: [TrialIdentifier: TrialOutcome]) throws -> Table {
    try Table(of: plan, metrics: metrics)
  }

  @Test func aSharedTrialStandsInBothCellsAndCountsOnce() throws {
    let values = Dictionary(
      uniqueKeysWithValues: plan.trials.map {
        ($0.identifier, TrialOutcome.finished(["testError": Double($0.specification.seed + $0.cell.number)]))
      })
    let table = try table(values)
    let cells = table.facets[0].cells
    #expect(cells.map { $0.map { $0?.sample?.mean } } == [[1.5, 1.5], [3.5, 4.5]])
    #expect((table.done, table.planned) == (6, 6))
    #expect(table.rendered(as: .text).contains("6 of 6 trials done"))
  }

  @Test func aSharedTrialThatDivergedCountsOnce() throws {
    let table = try table([plan.trials[0].identifier: .diverged(at: 9)])
    #expect((table.done, table.diverged) == (1, 1))
    #expect(table.facets[0].cells[0].map { $0?.diverged } == [1, 1])
  }

  @Test func chartsHaveALineOfASharedTrialInBothColumns() throws {
    let cells = CellTrials(of: plan, in: try table([:]))
    #expect(
      cells.panels.map { $0.rows[0].trials } == Array(repeating: [0, 3].map { plan.trials[$0].identifier }, count: 2))
  }
}
