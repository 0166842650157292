import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

/// Tables of which only one value of an axis is shown.
@Suite struct TableRestrictionTests {
  private func table(columns: String? = nil, rows: String? = nil) throws -> Table {
    let semantics = Axis(name: "semantics", values: [.text("published"), .text("corrected")])
    let plan = samplePlan(
      axes: [semantics, normalizations("none", "rn"), classes(0, 4, 7)], seeds: [1, 2, 3, 4, 5, 6, 7, 8],
      columns: "classes", reference: .text("none"))
    let outcomes = plan.trials.map { trial -> (TrialIdentifier, TrialOutcome) in
      let settings = trial.specification.settings
      let value =
        (settings["classes"]?.numeric ?? 0) + (settings["normalization"] == .text("rn") ? 0 : 5)
        + Double(trial.specification.seed * 3 % 8) / 10
      return (trial.identifier, .finished(["testError": value]))
    }
    return try Table(
      of: plan, metrics: Dictionary(uniqueKeysWithValues: outcomes), rows: rows, columns: columns)
  }

  @Test func aFacetAxisLeavesOneFacetAndAColumnsAxisOneColumn() throws {
    let part = try table().restricted(to: ["semantics": "corrected", "classes": "4"])
    #expect(part.facets.count == 1 && part.facets[0].coordinates[0].value == .text("corrected"))
    #expect(part.columnLabels == ["4"] && part.facets[0].cells.map(\.count) == [1, 1])
    #expect(part.cells.allSatisfy { $0.coordinates.contains { $0.value == .integer(4) } })
  }

  @Test func whatIsHiddenChangesNoMarkAndNoTest() throws {
    let whole = try table()
    let part = try whole.restricted(to: ["classes": "7"])
    #expect(
      part.cells.map(\.differsFromReference)
        == whole.facets.flatMap { $0.cells.compactMap { $0[2]?.differsFromReference } })
    let columns = try TableComparison(of: part, with: .planned).columns
    #expect(columns.count == 2 && columns.allSatisfy { $0.title.hasSuffix("classes 7") })
    _ = try Figure(
      .forest,
      of: FigureSource(
        TableComparison(of: part, with: .planned), task: nil, record: { throw UnfitTable(reason: "") }, attempts: { [] }
      ))
  }

  @Test func aTransposedTableIsRestrictedInItsRows() throws {
    let part = try table(columns: "normalization", rows: "classes").restricted(to: ["classes": "4"])
    #expect(part.isTransposed && part.rowLabels == ["4"] && part.columnLabels == ["none", "rn"])
    #expect(part.facets.allSatisfy { $0.cells.count == 1 && $0.lines.count == 1 })
  }

  @Test func namesThatTheSweepDoesNotHaveAndComparedAxesAreRefused() throws {
    let table = try table()
    #expect(throws: UnknownName.self) { try table.restricted(to: ["clases": "4"]) }
    #expect(throws: UnknownName.self) { try table.restricted(to: ["classes": "5"]) }
    #expect(throws: UnfitTable.self) { try table.restricted(to: ["normalization": "rn"]) }
    #expect(table.restrictable.map(\.name) == ["semantics", "classes"])
  }
}
