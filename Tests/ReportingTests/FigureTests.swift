import Foundation
import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// The figures of `regnorm plot`.
@Suite struct FigureTests {
  /// Six columns: as many as average ranks need.
  private let wide = [1, 10, 100, 1000, 10_000, 100_000]

  private func grid(_ change: (String, Int) -> Double? = { _, _ in nil }) throws -> Table {
    try SampleFigures(change).table()
  }

  /// A figure of a table alone.
  private func svg(_ kind: FigureKind, of table: Table, dark: Bool = false) throws -> String {
    try Figure(
      kind,
      of: FigureSource(
        TableComparison(of: table, with: .planned), task: nil, record: { throw UnfitTable(reason: "has no curves") },
        attempts: { [] })
    ).svg(dark: dark)
  }

  @Test(arguments: FigureKind.allCases)
  func everyFigureIsAPictureWithEverythingInsideIt(kind: FigureKind) throws {
    let picture = try DrawnPicture(SampleFigures(columns: wide).figure(kind).svg())
    #expect(picture.outside.isEmpty)
    #expect(picture.elements.attributes["title"]?.count == 1)
    #expect(picture.elements.texts.contains { $0.contains(kind == .timeline ? "node1" : "rn") })
  }

  @Test(arguments: FigureKind.allCases)
  func everyFigureHasItsNumbersAsATable(kind: FigureKind) throws {
    let figure = try SampleFigures(columns: wide).figure(kind)
    for panel in figure.panels {
      let data = panel.drawing.data
      #expect(!data.rows.isEmpty)
      #expect(data.rows.allSatisfy { $0.count == data.head.count })
      #expect(data.arms.isEmpty || data.arms.count == data.rows.count)
    }
  }

  @Test(arguments: FigureKind.allCases)
  func figuresOfAwkwardNumbersHaveEverythingInside(kind: FigureKind) throws {
    let awkward: [(String, Int) -> Double?] = [
      { _, seed in [-1e308, 1e308, 0, -0.0, .leastNonzeroMagnitude, 1e-300][seed - 1] }, { _, _ in 0 },
      { _, seed in seed == 1 ? 3 : nil }, { _, seed in [0, 1e-9, 1e9, 1, 1, 1][seed - 1] },
      { arm, seed in arm == "rn" ? Double(seed) : .nan }, { _, seed in seed == 1 ? .infinity : 1 },
    ]
    // One point, none, zeros and negative values where the axis is logarithmic, and values that are no numbers.
    let curves: [(PlannedTrial) -> [String: [CurvePoint]]] = [
      { _ in [:] },
      { _ in ["trainLoss": [CurvePoint(step: 1, value: 3)], "codeLength.fc1": [CurvePoint(step: 9, value: 0)]] },
      { trial in
        let values = [1e-6, 1, 0, -1, .nan, .infinity, -.infinity, 1e308, Double(trial.specification.seed)]
        let points = values.enumerated().map { CurvePoint(step: $0 + 1, value: $1) }
        return ["trainLoss": points, "codeLength.fc1": points.reversed()]
      },
      { trial in
        let points = (1...5).map { CurvePoint(step: $0, value: [1e-6, 1e-3, 1, 1e3, 0][$0 - 1]) }
        return ["trainLoss": points, "codeLength.fc1": points]
      },
    ]
    for change in awkward {
      for curve in kind.isOfCurves ? curves : [SampleFigures.curves] {
        let figure: Figure
        // What cannot be drawn is said, as differences that do not vary and ranks that all tie.
        do { figure = try SampleFigures(columns: wide, change, curves: curve).figure(kind) } catch is UnfitTable {
          continue
        }
        let text = figure.svg()
        #expect(try DrawnPicture(text).outside.isEmpty)
        #expect(!text.contains("nan") && !text.contains("inf\""))
      }
    }
  }

  @Test(arguments: [0.0, 1e-3]) func anAxisWithAZeroBesideDecadesIsLogarithmicAndHasAPlaceForIt(smallest: Double) throws
  {
    let values = [smallest, 1e-2, 1e-1, 1].map(SettingValue.number)
    let positions = AxisPositions(values, labels: values.map(\.description), arms: 1)
    #expect(positions.scale.isLogarithmic)
    let places = values.indices.map { positions.scale.position(positions.place($0, arm: 0)) }
    #expect(zip(places, places.dropFirst()).allSatisfy { abs(($1 - $0) - (places[3] - places[2])) < 0.07 && $1 > $0 })
    #expect(places[0] > 0 && places[3] < 1)
  }

  @Test func anAxisWithANegativeValueIsLinear() {
    let values = [-1, 0.01, 1, 100].map(SettingValue.number)
    #expect(!AxisPositions(values, labels: values.map(\.description), arms: 1).scale.isLogarithmic)
  }

  @Test func aCurveOfAHundredThousandPointsIsASmallPicture() throws {
    let long = (1...100_000).map { CurvePoint(step: $0, value: Double($0 % 1009)) }
    let sample = SampleFigures(columns: [1], curves: { $0.specification.seed == 1 ? ["trainLoss": long] : [:] })
    let text = try sample.figure(.curves).svg()
    #expect(text.utf8.count < 100_000)
    #expect(try DrawnPicture(text).outside.isEmpty)
  }

  @Test(arguments: FigureKind.allCases)
  func aTableWithoutResultsSaysSo(kind: FigureKind) throws {
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1], columns: "classes", reference: .text("none"))
    #expect(throws: UnfitTable.self) { try svg(kind, of: Table(of: plan, metrics: [:])) }
  }

  @Test func aTableWithoutColumnsHasNoPictureAgainstThem() throws {
    let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2], reference: .text("none"))
    let outcomes = Dictionary(
      uniqueKeysWithValues: plan.trials.map { ($0.identifier, TrialOutcome.finished(["testError": 1])) })
    let table = try Table(of: plan, metrics: outcomes)
    #expect(throws: UnfitTable.self) { try svg(.axis, of: table) }
    #expect(throws: UnfitTable.self) { try svg(.difference, of: table) }
  }

  @Test func anAxisOfNumbersThatSpansDecadesIsLogarithmic() throws {
    let chart = try #require(try AxisFigure.metric(of: grid()).first)
    #expect(chart.x.isLogarithmic)
    #expect(chart.xTicks?.map(\.text) == ["1", "10", "100", "1000"])
    let places = chart.lines.map { line in line.points.map { chart.x.position($0.x) } }
    // Side by side at each value, and equally far apart.
    #expect(places[0][0] < places[1][0] && places[1][0] < places[0][1])
    #expect(abs((places[0][1] - places[0][0]) - (places[0][3] - places[0][2])) < 1e-12)
  }

  @Test func differencesAreThoseOfCommonSeedsAroundZero() throws {
    let table = try grid()
    let chart = try #require(try AxisFigure.differences(of: TableComparison(of: table, with: .planned)).first)
    #expect(chart.emphasized == 0 && chart.y.domain.contains(0))
    #expect(chart.lines.map(\.label) == ["rn"])
    // Three of six seeds differ by 2, three by 2.05; the last seed of none diverged at 1000.
    let differences = chart.lines[0].points.map(\.y)
    #expect(zip(differences, [-2.025, -2.025, -2.025, -2.03]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func aForestSaysWhichPairsDiffer() throws {
    let table = try grid { arm, seed in
      (arm == "rn" ? 5 : 10) + Double(seed * seed % 7) / 10 + (arm == "rn" ? Double(seed) / 50 : 0)
    }
    let elements = try Elements(try svg(.forest, of: table))
    let discs = elements.attributes["circle"] ?? []
    #expect(discs.count == 4)
    #expect(elements.texts.count { $0 == "rn − none" } == 4)
  }

  @Test func aProfileFallsShortOfOneWhereSeedsDiverged() throws {
    let charts = ProfileFigure.panels(of: try grid())
    let last = try #require(charts.last)
    #expect(last.lines[0].points.last?.y == 5.0 / 6)
    #expect(last.lines[1].points.last?.y == 1)
    #expect(last.lines[0].points.first?.y == 0)
  }

  @Test func exportedFilesNameTheirColours() throws {
    for dark in [false, true] {
      let text = try svg(.axis, of: grid(), dark: dark)
      #expect(!text.contains("currentColor") && text.contains("<rect"))
    }
    #expect(!Drawing(width: 10, height: 10, title: "").svg().contains("<rect"))
  }

  @Test func namesCannotBreakAFigure() throws {
    let hostile = "</svg><script>&\"'"
    let plan = samplePlan(
      axes: [normalizations("none", hostile), classes(0, 7)], seeds: [1, 2], columns: "classes",
      reference: .text("none"))
    let outcomes = Dictionary(
      uniqueKeysWithValues: plan.trials.map {
        ($0.identifier, TrialOutcome.finished(["testError": Double($0.specification.seed)]))
      })
    let table = try Table(of: plan, metrics: outcomes)
    for kind in FigureKind.allCases {
      do { #expect(try Elements(svg(kind, of: table)).attributes["script"] == nil) } catch is UnfitTable { continue }
    }
  }
}
