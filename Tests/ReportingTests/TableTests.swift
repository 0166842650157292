import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

@Suite struct TableTests {
  private func find(_ coordinates: [String: SettingValue], in table: Table) -> TableCell? {
    table.cells.first { cell in
      coordinates.allSatisfy { name, value in cell.coordinates.contains { $0.axis == name && $0.value == value } }
    }
  }

  @Test func cellsHoldTheStatisticsOfTheirSeeds() throws {
    let sweep = mixedSweep()
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let cell = try #require(find(["normalization": .text("none"), "classes": .integer(0)], in: table))
    #expect(cell.samples.map(\.value) == [4.5, 4.75, 5, 4.25, 4.5])
    #expect(cell.samples.map(\.seed) == [1, 2, 3, 4, 5])
    #expect(cell.finite?.mean == 4.6)
    #expect(abs(try #require(cell.finite?.standardError) - 0.12747548783981963) < 1e-15)
    #expect(cell.isComplete)
  }

  @Test func divergedResultsAreCountedAndLeftOutOfTheMean() throws {
    let sweep = mixedSweep()
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let cell = try #require(find(["normalization": .text("rn"), "classes": .integer(7)], in: table))
    #expect(cell.count == 3)
    #expect(cell.diverged == 2)
    #expect(cell.finite?.mean == 61)
    #expect(cell.isComplete)
    #expect(table.diverged == 2)
  }

  @Test func resultsWithoutTheMetricAreDoneAndNeitherMissingNorDiverged() throws {
    var sweep = mixedSweep()
    let ln: [String: SettingValue] = ["normalization": .text("ln"), "classes": .integer(0)]
    sweep.remove("testError", at: ln, seeds: [1, 4])
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let cell = try #require(find(ln, in: table))
    #expect((cell.done, cell.count, cell.lacking, cell.diverged) == (5, 3, 2, 0))
    #expect(cell.isComplete && cell.finite?.mean == 3)
    #expect(!cell.isBest, "the mean is over chosen runs")
    #expect(table.done == (try Table(of: sweep.plan, metrics: sweep.metrics, metric: "score")).done)
    let text = table.rendered(as: .text)
    #expect(text.contains("(3 of 5)"))
    #expect(text.contains("2 results without testError"))
  }

  /// As a metric that only runs have which solved the task.
  @Test func aCellThatNoneReachedSaysSoInsteadOfAMean() throws {
    var sweep = mixedSweep()
    let ln: [String: SettingValue] = ["normalization": .text("ln"), "classes": .integer(0)]
    sweep.remove("testError", at: ln, seeds: [1, 2, 3, 4, 5])
    let cell = try #require(find(ln, in: try Table(of: sweep.plan, metrics: sweep.metrics)))
    let words = TableText(try Table(of: sweep.plan, metrics: sweep.metrics))
    #expect(words.number(cell) == nil)
    #expect(words.notes(cell) == "(0 of 5)")
  }

  @Test func allMetricsOfADivergedTrialAreLeftOut() throws {
    let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2])
    var metrics = Dictionary(
      uniqueKeysWithValues: plan.trials.map { ($0.identifier, TrialOutcome.finished(["testError": 3, "score": 4])) })
    // Older results do not say where they diverged.
    metrics[plan.trials[0].identifier] = .diverged(at: 5)
    metrics[plan.trials[1].identifier] = .diverged(at: nil)
    for name in ["testError", "score"] {
      let table = try Table(of: plan, metrics: metrics, metric: name)
      #expect(table.cells.map(\.diverged) == [1, 1])
      #expect(table.cells.map { $0.finite?.mean } == [name == "score" ? 4 : 3, name == "score" ? 4 : 3])
      #expect(table.cells.allSatisfy { !$0.isBest && $0.lacking == 0 })
    }
  }

  @Test func theBestOfAColumnIsMarkedAndTiesAlike() throws {
    var sweep = mixedSweep()
    sweep.set(["normalization": .text("sn"), "classes": .integer(0)], [9])
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    #expect(
      table.cells.filter(\.isBest).map(\.coordinates).map { $0.map(\.value.description) } == [
        ["ln", "0"], ["rn", "0"],
      ])
    let scores = try Table(of: sweep.plan, metrics: sweep.metrics, metric: "score")
    #expect(scores.cells.map(\.isBest) == table.cells.map(\.isBest))
    #expect(scores.metric.direction == .maximize)
  }

  @Test func aTransposedTableMarksTheSameCells() throws {
    let sweep = mixedSweep()
    func best(_ table: Table) -> Set<[Table.Coordinate]> { Set(table.cells.filter(\.isBest).map(\.coordinates)) }
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let transposed = try Table(of: sweep.plan, metrics: sweep.metrics, rows: "classes")
    #expect(best(transposed) == best(table) && !best(table).isEmpty)
    #expect(transposed.rendered(as: .text).contains("* best of its row"))
    #expect(table.rendered(as: .text).contains("* best of its column"))
  }

  @Test func aCellThatDivergedIsNeverTheBest() throws {
    var sweep = mixedSweep()
    sweep.set(["normalization": .text("rn"), "classes": .integer(7)], [1, 1, 1, 1, .nan])
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    #expect(find(["normalization": .text("rn"), "classes": .integer(7)], in: table)?.isBest == false)
  }

  @Test func anIncompleteCellIsNeverTheBest() throws {
    var sweep = SampleSweep(samplePlan(axes: [normalizations("none", "ln", "rn")], seeds: [1, 2, 3]))
    sweep.set(["normalization": .text("none")], [9, 9, 9])
    sweep.set(["normalization": .text("ln")], [8, 8, 9])
    sweep.set(["normalization": .text("rn")], [1])
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    #expect(table.cells.map(\.isBest) == [false, true, false])
    #expect(table.rendered(as: .text).contains("1 of 3 cells incomplete: their n is shown, and none is marked best."))
    sweep.set(["normalization": .text("ln")], [8, 8, nil])
    let running = try Table(of: sweep.plan, metrics: sweep.metrics)
    #expect(running.cells.allSatisfy { !$0.isBest }, "one complete cell is compared with nothing")
  }

  @Test func remainingAxesBecomeFacetsInTheOrderOfTheSweepFile() throws {
    let semantics = Axis(name: "semantics", values: [.text("published"), .text("corrected")])
    let plan = samplePlan(axes: [semantics, normalizations("rn", "ln"), classes(7, 0)], seeds: [1], columns: "classes")
    let table = try Table(of: plan, metrics: [:])
    #expect(table.facets.map { $0.coordinates.map(\.value.description) } == [["published"], ["corrected"]])
    #expect(table.facets.map { $0.cells.count } == [2, 2])
    #expect(table.rows?.values.map(\.description) == ["rn", "ln"])
    #expect(table.columns?.values.map(\.description) == ["7", "0"])
  }

  @Test func axesThatAdvanceTogetherShareTheirRows() throws {
    let rates = Axis(name: "learningRate", values: [.number(0.1), .number(0.01)])
    let together: [SettingValue: SettingValue] = [.text("none"): .number(0.1), .text("rn"): .number(0.01)]
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), rates, classes(0, 7)], seeds: [1], columns: "classes",
      leavingOut: { together[$0["normalization"]!] != $0["learningRate"] })
    let table = try Table(of: plan, metrics: [:])
    #expect(table.rowLabels == ["none (learningRate=0.1)", "rn (learningRate=0.01)"])
    #expect(table.columnLabels == ["0", "7"])
    #expect(table.facets.map(\.coordinates) == [[]])
    #expect(table.cells.count == 4)
  }

  @Test func rowsAndColumnsCanBeLaidAnew() throws {
    let sweep = mixedSweep()
    let turned = try Table(of: sweep.plan, metrics: sweep.metrics, rows: "classes")
    #expect(turned.rows?.name == "classes")
    #expect(turned.columns?.name == "normalization")
    let also = try Table(of: sweep.plan, metrics: sweep.metrics, columns: "normalization")
    #expect(also.rendered(as: .text) == turned.rendered(as: .text))
    #expect(throws: SameAxisTwice.self) {
      try Table(of: sweep.plan, metrics: [:], rows: "classes", columns: "classes")
    }
  }

  @Test func unknownNamesAreToldTheNearest() throws {
    let sweep = mixedSweep()
    let axis = try #require(throws: UnknownName.self) { try Table(of: sweep.plan, metrics: [:], rows: "normalisation") }
    #expect(axis.description == "toy-sweep has no axis normalisation; did you mean normalization?")
    let metric = try #require(throws: UnknownName.self) { try Table(of: sweep.plan, metrics: [:], metric: "accuracy") }
    #expect(metric.description == "toy-sweep has no metric accuracy; its metrics are testError, score.")
  }

  @Test func cellsOutsideTheGridAreNotPlanned() throws {
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1], columns: "classes",
      leavingOut: { $0["normalization"] == .text("none") && $0["classes"] == .integer(7) })
    let table = try Table(of: plan, metrics: [:])
    #expect(table.facets[0].cells[0][1] == nil)
    #expect(table.planned == 3)
    #expect(table.rendered(as: .text).contains("Empty places are no cells of the sweep."))
  }

  @Test func noFormatDependsOnTheOrderInWhichResultsCame() throws {
    let sweep = mixedSweep()
    let entries = sweep.metrics.sorted { $0.key < $1.key }
    for format in TableFormat.allCases {
      let texts = try [entries, entries.reversed()].map { order in
        var metrics: [TrialIdentifier: TrialOutcome] = [:]
        for (trial, values) in order { metrics[trial] = values }
        return try Table(of: sweep.plan, metrics: metrics).rendered(as: format)
      }
      #expect(texts[0] == texts[1])
    }
  }
}
