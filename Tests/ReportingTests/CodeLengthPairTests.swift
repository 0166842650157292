import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

@Suite struct CodeLengthPairTests {
  private let codeLength = Curve("codeLength", unit: "nats", per: .step)

  private func pairs(_ places: String...) -> [String] {
    let curves = places.map { codeLength.at(NetworkPlace($0)!) }
    return CodeLengthPair.all(of: curves + [Curve("trainLoss", unit: "nats", per: .step)]).map(\.name)
  }

  private var pair: CodeLengthPair {
    CodeLengthPair(
      first: codeLength.at(NetworkPlace(layer: "fc1")), second: codeLength.at(NetworkPlace(layer: "fc2")))
  }

  @Test func neighbouringLayersAreCompared() {
    #expect(pairs("fc1", "fc3", "fc2") == ["fc2 − fc1", "fc3 − fc2"])
    #expect(pairs("fc1") == [])
  }

  @Test func layersOfANetAndNetsOfALayerAreCompared() {
    #expect(
      pairs("online.fc1", "online.fc2", "target.fc1", "target.fc2") == [
        "target.fc1 − online.fc1", "target.fc2 − online.fc2", "online.fc2 − online.fc1", "target.fc2 − target.fc1",
      ])
  }

  @Test func stepsAreNeighboursByNumber() {
    #expect(pairs("h.step10", "h.step9", "h.step1") == ["h.step9 − h.step1", "h.step10 − h.step9"])
  }

  @Test func aDifferenceIsTakenWhereATrialHasBoth() {
    let difference = pair.difference([
      "codeLength.fc1": [CurvePoint(step: 1, value: 1), CurvePoint(step: 2, value: 5)],
      "codeLength.fc2": [CurvePoint(step: 2, value: 8), CurvePoint(step: 3, value: 9)],
    ])
    #expect(difference == [CurvePoint(step: 2, value: 3)])
    #expect(pair.difference([:]) == nil)
  }

  /// The charts of `fc2` against `fc1`, whose values each trial has by its row and seed.
  private func charts(
    rows: Int = 1, seeds: [Int], _ values: (_ row: Int, _ seed: Int) -> (first: [Double], second: [Double])
  ) throws -> [Chart] {
    let plan = samplePlan(
      axes: [Axis(name: "width", values: (1...rows).map { .integer($0) })], seeds: seeds, rows: "width")
    func curve(_ values: [Double]) -> [CurvePoint] {
      values.enumerated().map { CurvePoint(step: $0 + 1, value: $1) }
    }
    let results = Dictionary(
      uniqueKeysWithValues: plan.trials.map { trial in
        let (first, second) = values(trial.cell.number + 1, trial.specification.seed)
        let curves = ["codeLength.fc1": curve(first), "codeLength.fc2": curve(second)]
        return (trial.identifier, TrialResult(.finished([:]), curves: curves))
      })
    let cells = CellTrials(of: plan, in: try Table(of: plan, metrics: [:]))
    return pair.charts(of: cells, results: results)
  }

  private func places(_ line: Chart.Line) -> [[Double]] { line.points.map { [$0.x, $0.y] } }

  @Test func theOneAgainstTheOtherIsAMeanOverTheSameSeeds() throws {
    let chart = try charts(seeds: [1, 2]) { _, seed in
      seed == 1 ? (first: [1, 1, 1], second: [1, .nan, 1]) : (first: [3, 3, .infinity], second: [5, 5, 5])
    }[0]
    #expect(places(chart.lines[0]) == [[2, 3], [3, 5], [1, 1]])
  }

  @Test func aTrialWithoutTheOneCountsInNeither() throws {
    let chart = try charts(seeds: [1, 2]) { _, seed in (first: [1, 1], second: seed == 1 ? [2, 2] : []) }[0]
    #expect(places(chart.lines[0]) == [[1, 2], [1, 2]])
    #expect(try charts(seeds: [1]) { _, _ in (first: [1], second: []) }.isEmpty)
  }

  @Test func everyRowIsInAChart() throws {
    let charts = try charts(rows: 30, seeds: [1]) { row, _ in (first: [1, 2], second: [Double(row), 2]) }
    #expect(charts.map(\.lines.count) == [14, 14, 2])
    #expect(charts.flatMap(\.lines).map(\.label) == (1...30).map(String.init))
    #expect(charts.map(\.title) == ["lines 1 to 14 of 30", "lines 15 to 28 of 30", "lines 29 to 30 of 30"])
  }
}
