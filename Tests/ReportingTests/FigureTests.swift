import Foundation
import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// The figures of `regnorm plot`.
@Suite struct FigureTests {
  /// A grid of two arms over four values of an axis of numbers, six seeds: rn is 2 below none, and one seed of none diverged.
  private func grid(_ change: (String, Int) -> Double? = { _, _ in nil }) throws -> Table {
    let plan = samplePlan(
      axes: [normalizations("none", "rn"), classes(1, 10, 100, 1000)], seeds: [1, 2, 3, 4, 5, 6], columns: "classes",
      reference: .text("none"))
    let outcomes = plan.trials.map { trial -> (TrialIdentifier, TrialOutcome) in
      let settings = trial.specification.settings
      let arm = settings["normalization"]?.description ?? ""
      let seed = trial.specification.seed
      let gain = arm == "rn" ? 2 + Double(seed % 2) / 20 : 0
      let value = change(arm, seed) ?? 10 - gain + Double(seed * 7 % 5) / 10
      let diverged = arm == "none" && seed == 6 && settings["classes"] == .integer(1000)
      return (trial.identifier, diverged ? .diverged(at: 3) : .finished(["testError": value]))
    }
    return try Table(of: plan, metrics: Dictionary(uniqueKeysWithValues: outcomes))
  }

  private func svg(_ kind: FigureKind, of table: Table, dark: Bool = false) throws -> String {
    try Figure(kind, of: TableComparison(of: table, with: .planned)).svg(dark: dark)
  }

  @Test(arguments: FigureKind.allCases)
  func everyFigureIsAPictureWithEverythingInsideIt(kind: FigureKind) throws {
    let elements = try Elements(try svg(kind, of: grid()))
    let box = try #require(elements.attributes["svg"]?.first?["viewBox"]).split(separator: " ").compactMap {
      Double($0)
    }
    for text in elements.attributes["text"] ?? [] {
      let (x, y) = (try #require(Double(text["x"]!)), try #require(Double(text["y"]!)))
      #expect((0...box[2]).contains(x) && (0...box[3]).contains(y))
    }
    for disc in elements.attributes["circle"] ?? [] {
      #expect((0...box[2]).contains(Double(disc["cx"]!)!) && (0...box[3]).contains(Double(disc["cy"]!)!))
    }
    #expect(elements.texts.contains { $0.contains("rn") })
    #expect(elements.attributes["title"]?.count == 1)
  }

  @Test(arguments: FigureKind.allCases)
  func figuresOfAwkwardNumbersAreValid(kind: FigureKind) throws {
    let awkward: [(String, Int) -> Double?] = [
      { _, seed in [-1e308, 1e308, 0, -0.0, .leastNonzeroMagnitude, 1e-300][seed - 1] }, { _, _ in 0 },
      { _, seed in seed == 1 ? 3 : nil },
    ]
    for change in awkward {
      let text: String
      // Differences that do not vary have no interval, and their figures say that there is nothing to draw.
      do { text = try svg(kind, of: grid(change)) } catch is UnfitTable where kind == .difference || kind == .forest {
        continue
      }
      _ = try Elements(text)
      #expect(!text.contains("nan") && !text.contains("inf"))
    }
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
    #expect(throws: UnfitTable.self) { try VegaLite(.axis, of: table) }
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
    for kind in [FigureKind.axis, .seeds, .heat, .profile] {
      #expect(try Elements(svg(kind, of: table)).attributes["script"] == nil)
    }
    _ = try JSONSerialization.jsonObject(with: Data(VegaLite(.seeds, of: table).json.utf8))
  }

  @Test func aVegaLiteSpecificationHoldsTheTablesNumbers() throws {
    let table = try grid()
    let json = try JSONSerialization.jsonObject(with: Data(VegaLite(.axis, of: table).json.utf8)) as? [String: Any]
    let values = try #require((json?["data"] as? [String: Any])?["values"] as? [[String: Any]])
    #expect(values.count == 8)
    let mean = try #require(table.cells[0].sample?.mean)
    #expect(abs(try #require(values[0]["value"] as? Double) - mean) < 1e-12)
    #expect(values[3]["n"] as? Int == 5)
    let seeds = try JSONSerialization.jsonObject(with: Data(VegaLite(.seeds, of: table).json.utf8)) as? [String: Any]
    #expect(((seeds?["data"] as? [String: Any])?["values"] as? [Any])?.count == 47)
  }
}
