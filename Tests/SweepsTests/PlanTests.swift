import Foundation
import Plans
import Sweeps
import Testing
import Trials

@Suite struct PlanTests {
  private func encoded(_ plan: Plan) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(plan), as: UTF8.self)
  }

  private func coordinates(_ plan: Plan) -> [String] { plan.cells.map(plan.coordinatesText) }

  @Test func cellsAreInTheOrderOfTheAxesTheLastFastest() throws {
    let plan = try plan(grid: "{normalization: [rn, none], rareClasses: [7, 0]}")
    #expect(
      coordinates(plan) == [
        "normalization=rn rareClasses=7", "normalization=rn rareClasses=0", "normalization=none rareClasses=7",
        "normalization=none rareClasses=0",
      ])
    #expect(plan.cells.map(\.index.number) == [0, 1, 2, 3])
  }

  @Test func trialsAreBreadthFirstOverSeedsWithTheSameSeedsInEveryCell() throws {
    let plan = try plan(grid: "{normalization: [rn, none]}", seeds: "[7, 3]")
    #expect(plan.trials.map(\.cell.number) == [0, 1, 0, 1])
    #expect(plan.trials.map(\.specification.seed) == [7, 7, 3, 3])
  }

  @Test func aPlannedTrialIsTheOneThatTheTaskSpecifies() throws {
    let plan = try plan(grid: "{normalization: [none, rn], learningRate: [1]}", seeds: "{from: 3, to: 4}")
    let expected = try ToyExperiment().specification(
      ["normalization": .text("rn"), "learningRate": .number(1), "semantics": .text("corrected")], seed: 4)
    #expect(plan.trials.last?.specification == expected)
    #expect(plan.trials.last?.identifier == expected.identifier)
  }

  @Test func zippedAxesAdvanceTogetherAsOneAxis() throws {
    let plan = try plan(grid: "{probe: [true, false], zip: [{learningRate: [0.1, 0.2, 0.2], epochs: [2, 1, 2]}]}")
    #expect(
      coordinates(plan) == [
        "probe=true learningRate=0.1 epochs=2", "probe=true learningRate=0.2 epochs=1",
        "probe=true learningRate=0.2 epochs=2", "probe=false learningRate=0.1 epochs=2",
        "probe=false learningRate=0.2 epochs=1", "probe=false learningRate=0.2 epochs=2",
      ])
    #expect(plan.axes.map(\.name) == ["probe", "learningRate", "epochs"])
    #expect(plan.axes[1].values == [.number(0.1), .number(0.2)])
  }

  @Test func severalGroupsOfZippedAxesMultiply() throws {
    let plan = try plan(
      grid: "{zip: [{learningRate: [0.1, 0.2], epochs: [2, 1]}, {batchSize: [1, 2, 3], hiddenUnits: [3, 2, 1]}]}")
    #expect(plan.cells.count == 6)
  }

  @Test func excludedCellsAreLeftOut() throws {
    let plan = try plan(
      """
      task: imbalanced-mnist
      seeds: 2
      fixed: {semantics: corrected}
      grid: {normalization: [none, bn], rareClasses: {from: 7, to: 9}}
      exclude:
        - {normalization: bn, rareClasses: {from: 8, to: 9}}
        - {normalization: none, rareClasses: 7}
      """)
    #expect(
      coordinates(plan) == [
        "normalization=none rareClasses=8", "normalization=none rareClasses=9", "normalization=bn rareClasses=7",
      ])
    #expect(plan.trials.count == 6)
  }

  @Test func aWordIsReadAsItsSettingSays() throws {
    let plan = try plan(grid: "{normalization: [none, 'rn'], probe: [true], learningRate: [1, 1e-2], epochs: [\"3\"]}")
    #expect(plan.axes[0].values == [.text("none"), .text("rn")])
    #expect(plan.axes[1].values == [.boolean(true)])
    #expect(plan.axes[2].values == [.number(1), .number(0.01)])
    #expect(plan.axes[3].values == [.integer(3)])
  }

  @Test func theDefaultNameIsTheFiles() throws {
    let yaml = "task: imbalanced-mnist\nseeds: 1\nfixed: {semantics: published}\ngrid: {epochs: [1]}"
    #expect(try plan(yaml, file: "a/b/first.look.yaml").name == "first.look")
    #expect(try plan("name: other\n" + yaml, file: "a/b/first.yaml").defaultDirectory == "results/other")
  }

  @Test func theStatedMetricAndDirectionAreThePrimaryOnes() throws {
    let rest = "\ntask: imbalanced-mnist\nseeds: 1\nfixed: {semantics: published}\ngrid: {epochs: [1]}"
    #expect(try plan(rest).metric.name == "testError")
    #expect(try plan("metric: testLoss" + rest).metric.name == "testLoss")
    let turned = try plan("metric: {name: testLoss, direction: maximize}" + rest)
    #expect(turned.metric.direction == .maximize)
    #expect(turned.metrics.map(\.direction) == [.minimize, .maximize, .minimize])
  }

  @Test func theTableHasNormalizationsOnItsRowsAndTheNextFreeAxisOnItsColumns() throws {
    func layout(_ grid: String) throws -> [String?] {
      let layout = try plan(grid: grid).layout
      return [layout.rows, layout.columns]
    }
    #expect(try layout("{epochs: [1], normalization: [rn], batchSize: [1]}") == ["normalization", "epochs"])
    #expect(try layout("{epochs: [1], batchSize: [1]}") == ["epochs", "batchSize"])
    #expect(try layout("{epochs: [1]}") == ["epochs", nil])
    #expect(
      try layout("{zip: [{normalization: [rn], epochs: [1]}], batchSize: [1]}") == ["normalization", "batchSize"])
    #expect(try layout("{zip: [{normalization: [rn], epochs: [1]}]}") == ["normalization", nil])
  }

  @Test func pointsOfOneNormalizationAreAListOfRows() throws {
    let points = try plan(grid: "{normalization: [rn], zip: [{learningRate: [1, 2, 3], rareClasses: [0, 3, 7]}]}")
    #expect(points.layout.rows == "learningRate" && points.layout.columns == "normalization")
  }

  @Test func aStatedTableIsKept() throws {
    let plan = try plan(
      """
      task: imbalanced-mnist
      seeds: 1
      fixed: {semantics: published}
      grid: {normalization: [none, rn], rareClasses: [0, 1]}
      table: {columns: normalization, reference: 1}
      """)
    #expect(plan.layout == TableLayout(rows: "rareClasses", columns: "normalization", reference: .integer(1)))
  }

  @Test func aPlanIsAPureFunctionOfWhatTheFileSays() throws {
    let one = """
      task: imbalanced-mnist
      seeds: 3
      fixed: {semantics: published, epochs: 2}
      grid: {normalization: [none, rn], rareClasses: [0, 1]}
      """
    let other = """
      # The same in another order and style.
      grid:
        normalization:
          - none
          - "rn"
        rareClasses: {from: 0, to: 1}
      fixed:
        epochs: 2
        semantics: published
      seeds: [1, 2, 3]
      task: imbalanced-mnist
      """
    #expect(try encoded(plan(one)) == encoded(plan(one)))
    #expect(try encoded(plan(one)) == encoded(plan(other)))
  }

  @Test func noTrialIsPlannedTwice() throws {
    let plan = try plan(
      grid: "{normalization: [none, rn], rareClasses: [0, 1], zip: [{epochs: [1, 1], batchSize: [1, 2]}]}")
    #expect(plan.trials.count == 16)
    #expect(Set(plan.trials.map(\.identifier)).count == 16)
  }
}
