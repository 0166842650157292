import Plans
import Testing
import Trials

@testable import Reporting

/// What charts of curves have across.
@Suite struct CurvePaceTests {
  private func chart(_ sample: SampleFigures, across: CurveAbscissa) throws -> Chart {
    try #require(
      try sample.source(curve: "trainLoss", across: across).curveFigures(atPlaces: false).first?.charts.first)
  }

  @Test func stepsAreWhatTheCurveCounts() throws {
    let chart = try chart(SampleFigures(), across: .step)
    #expect(chart.xLabel == "step" && chart.lines[0].points.map(\.x) == (1...20).map(Double.init))
  }

  @Test func epochsAreTheSettingSpreadOverTheSteps() throws {
    let chart = try chart(SampleFigures(epochs: 2), across: .epoch)
    #expect(chart.xLabel == "epoch" && chart.lines[0].points.map(\.x) == (1...20).map { Double($0) * 0.1 })
  }

  @Test func epochsThatATrialDoesNotStateAreNoAxis() throws {
    #expect(throws: UnfitTable.self) { try chart(SampleFigures(), across: .epoch) }
  }

  /// Six seeds took 1 to 6 seconds for 20 steps.
  @Test func timeIsTheMeanOverTheSeedsOfTheirSeconds() throws {
    let chart = try chart(SampleFigures(), across: .time)
    let last = try #require(chart.lines[0].points.last)
    #expect(chart.xLabel == "time (s)" && abs(last.x - 3.5) < 1e-12)
  }

  @Test func theUnitOfTimeIsTheLargestThatFits() {
    #expect(
      [0, 119, 120, 7_199, 7_200, 172_800].map { TimeUnit(upTo: $0).name } == ["s", "s", "min", "min", "h", "d"])
  }

  @Test func aCurveThatNoTrialHasIsNamedWithThoseThatThereAre() throws {
    #expect(throws: UnknownName.self) { try SampleFigures().source(curve: "trainLos").curveFigures(atPlaces: false) }
    #expect(try SampleFigures().source(curve: "codeLength.fc2").curveFigures(atPlaces: true).count == 1)
  }

  /// Of six seeds one ends after 5 steps and another after 10: then 4 of 6 go on.
  @Test func theBandEndsWithARingWhereFewerThanFourFifthsOfTheSeedsGoOn() throws {
    let sample = SampleFigures(curves: { trial in
      let last = [1: 5, 2: 10][trial.specification.seed] ?? 20
      return ["trainLoss": (1...last).map { CurvePoint(step: $0, value: Double(trial.specification.seed)) }]
    })
    let figure = try #require(try sample.source().curveFigures(atPlaces: false).first)
    let points = figure.charts[0].lines[0].points
    #expect(
      points.map { $0.count ?? 0 } == Array(repeating: 6, count: 5) + Array(repeating: 5, count: 5)
        + Array(repeating: 4, count: 10))
    #expect(points.map { $0.band != nil } == (1...20).map { $0 <= 10 })
    #expect(points.indices.filter { points[$0].isMarked } == [10])
    #expect(figure.caption.contains { $0.contains("80 %") })
    let told = figure.charts[0].drawing.data.rows[0]
    #expect(told.contains { $0.hasSuffix(", n = 4") } && !told[1].contains("n ="))
    let rings = try DrawnPicture(figure.charts[0].drawing.svg()).elements.attributes["circle"] ?? []
    #expect(rings.count == 2, "a ring for each line")
  }
}
