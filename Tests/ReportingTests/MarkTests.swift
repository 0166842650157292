import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// Which cells a table marks, and what the notes say of the tests behind the marks.
@Suite struct MarkTests {
  /// Errors near 30 for none and near 20 for ln and rn, in two columns.
  private func sweep(
    seeds: Int = 12, reference: SettingValue? = nil, divergences: DivergenceRule = .exclude
  ) -> SampleSweep {
    var sweep = SampleSweep(
      samplePlan(
        axes: [normalizations("none", "ln", "rn"), classes(0, 7)], seeds: Array(1...seeds), columns: "classes",
        reference: reference, divergences: divergences))
    for (name, mean, period) in [("none", 30.0, 5), ("ln", 20, 3), ("rn", 20, 4)] {
      for number in [0, 7] {
        sweep.set(
          ["normalization": .text(name), "classes": .integer(number)],
          (1...seeds).map { mean + Double($0 * 7 % 10) / 10 + Double($0 % period) / 10 })
      }
    }
    return sweep
  }

  private func table(_ sweep: SampleSweep, rows: String? = nil) throws -> Table {
    try Table(of: sweep.plan, metrics: sweep.metrics, rows: rows)
  }

  private func marked(_ table: Table) -> Set<String> {
    Set(table.cells.filter(\.isAmongBest).map { $0.coordinates.map(\.value.description).joined(separator: " ") })
  }

  @Test func theBestAndWhatIsNotShownToDifferFromTheBestAreMarked() throws {
    let table = try table(sweep())
    #expect(marked(table) == ["ln 0", "ln 7", "rn 0", "rn 7"])
    #expect(
      table.rendered(as: .text).contains(
        "*: best of its column, or not shown to differ from the best (paired t test and exact sign-flip test, both by Holm "
          + "over all 3 pairs of a column, α = 0.05)."))
  }

  @Test func aTransposedTableMarksTheSameCells() throws {
    let sweep = sweep(reference: .text("none"))
    let transposed = try table(sweep, rows: "classes")
    #expect(marked(transposed) == marked(try table(sweep)))
    #expect(transposed.rendered(as: .text).contains("best of its row"))
    #expect(transposed.rendered(as: .text).contains("†: differs from none"))
  }

  @Test func aDeclaredReferenceIsComparedWithEveryOtherCell() throws {
    let table = try table(sweep(reference: .text("none")))
    #expect(
      table.facets[0].cells.map { $0.map { $0!.differsFromReference } } == [
        [false, false], [true, true], [true, true],
      ])
    let text = table.rendered(as: .text)
    #expect(text.contains("*†"))
    #expect(text.contains("over the 2 comparisons of a column with none, α = 0.05)."))
    #expect(!(try self.table(sweep())).rendered(as: .text).contains("†"))
  }

  @Test func whereTheSeedsAreTooFewForAnyTestNoCellIsMarkedAndTheTableSaysWhy() throws {
    let table = try table(sweep(seeds: 5))
    #expect(marked(table).isEmpty)
    #expect(
      table.rendered(as: .text).contains(
        "! No column has marks: no difference can reach α = 0.05 at n = 5 among 3 pairs; 7 seeds could."))
  }

  @Test func anIncompleteCellIsNeverMarkedAlone() throws {
    var sweep = sweep()
    sweep.set(["normalization": .text("ln"), "classes": .integer(0)], (1...11).map { Double($0) / 10 } + [nil])
    let table = try table(sweep)
    #expect(marked(table).isSuperset(of: ["ln 0", "rn 0"]))
    #expect(table.rendered(as: .text).contains("1 of 6 cells incomplete: their n is shown, and none is marked alone."))
  }

  @Test func aRunThatDivergedIsLeftOutOrCountsAsTheSweepFileSays() throws {
    func table(_ rule: DivergenceRule) throws -> Table {
      var sweep = sweep(divergences: rule)
      sweep.set(["normalization": .text("ln"), "classes": .integer(0)], [.nan] + (2...12).map { 1 + Double($0) / 10 })
      return try self.table(sweep)
    }
    let excluded = try table(.exclude)
    #expect(marked(excluded).isSuperset(of: ["ln 0", "rn 0"]), "a cell with runs left out is not marked alone")
    let cell = try #require(excluded.facets[0].cells[1][0])
    #expect((cell.count, cell.diverged) == (11, 1))
    let worst = try table(.worst(90))
    let counted = try #require(worst.facets[0].cells[1][0])
    #expect((counted.count, counted.diverged) == (12, 1))
    #expect(counted.sample?.maximum == 90)
    #expect(worst.rendered(as: .text).contains("! 1 result diverged and counts as 90.0."))
  }
}
