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
    #expect(cell.sample?.mean == 4.6)
    #expect(abs(try #require(cell.sample?.standardError) - 0.12747548783981963) < 1e-15)
    #expect(cell.isComplete)
  }

  @Test func divergedResultsAreCountedAndLeftOutOfTheMean() throws {
    let sweep = mixedSweep()
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let cell = try #require(find(["normalization": .text("rn"), "classes": .integer(7)], in: table))
    #expect(cell.count == 3)
    #expect(cell.diverged == 2)
    #expect(cell.sample?.mean == 61)
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
    #expect(cell.isComplete && cell.sample?.mean == 3)
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
      #expect(table.cells.map { $0.sample?.mean } == [name == "score" ? 4 : 3, name == "score" ? 4 : 3])
      #expect(table.cells.allSatisfy { $0.lacking == 0 })
    }
  }

  @Test func remainingAxesBecomeFacetsInTheOrderOfTheSweepFile() throws {
    let semantics = Axis(name: "semantics", values: [.text("published"), .text("corrected")])
    let plan = samplePlan(axes: [semantics, normalizations("rn", "ln"), classes(7, 0)], seeds: [1], columns: "classes")
    let table = try Table(of: plan, metrics: [:])
    #expect(table.facets.map { $0.coordinates.map(\.value.description) } == [["published"], ["corrected"]])
    #expect(table.facets.map { $0.cells.count } == [2, 2])
    #expect(table.rowLabels == ["rn", "ln"])
    #expect(table.columnLabels == ["7", "0"])
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

  /// A zip in which no axis settles the other: 0.1 stands beside two numbers of epochs.
  @Test func aZipIsOneAxisOfItsPairs() throws {
    let rates = Axis(name: "learningRate", values: [.number(0.1), .number(0.01)])
    let epochs = Axis(name: "epochs", values: [.integer(1), .integer(2)])
    let pairs: [[SettingValue]] = [
      [.number(0.1), .integer(2)], [.number(0.01), .integer(2)], [.number(0.1), .integer(1)],
    ]
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), rates, epochs], seeds: [1], columns: "learningRate",
      zips: [["learningRate", "epochs"]],
      leavingOut: { !pairs.contains([$0["learningRate"]!, $0["epochs"]!]) })
    let table = try Table(of: plan, metrics: [:])
    #expect(table.columnLabels == ["0.1 (epochs=1)", "0.1 (epochs=2)", "0.01 (epochs=2)"])
    #expect(table.facets.map(\.coordinates) == [[]])
    #expect(table.cells.count == 6)
  }

  @Test func aListOfPointsIsAListOfRows() throws {
    let rates = Axis(name: "learningRate", values: [.number(0.1), .number(0.01)])
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), rates, classes(0, 7)], seeds: [1],
      zips: [["normalization", "learningRate", "classes"]],
      leavingOut: { ($0["learningRate"] == .number(0.1)) == ($0["classes"] == .integer(7)) })
    let table = try Table(of: plan, metrics: [:])
    #expect(table.columns == nil && table.facets.count == 1)
    #expect(
      table.rowLabels == [
        "none (learningRate=0.1, classes=0)", "none (learningRate=0.01, classes=7)",
        "rn (learningRate=0.1, classes=0)", "rn (learningRate=0.01, classes=7)",
      ])
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
    #expect(metric.description == "toy-sweep has no metric accuracy; its metrics are testError, score, seconds.")
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

  @Test func P7_noFormatDependsOnTheOrderInWhichResultsCame() throws {
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
