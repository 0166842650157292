import Foundation
import Plans
import Statistics
import Testing

@testable import Reporting

@Suite struct VegaLiteTests {
  private func views(_ kind: FigureKind, of sample: SampleFigures = SampleFigures()) throws -> [[String: Any]] {
    let json = try VegaLite(sample.figure(kind)).json
    let specification = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(specification?["concat"] as? [[String: Any]])
  }

  private func points(_ view: [String: Any]) throws -> [[String: Any]] {
    try #require((view["data"] as? [String: Any])?["values"] as? [[String: Any]])
  }

  @Test func aSpecificationHoldsTheTablesNumbers() throws {
    let table = try SampleFigures().table()
    let view = try #require(views(.axis).first)
    let axis = try points(view)
    #expect(axis.count == 8)
    let mean = try #require(table.cells[0].sample?.mean)
    #expect(abs(try #require(axis[0]["value"] as? Double) - mean) < 1e-12)
    #expect(axis[0]["arm"] as? String == "none" && axis[3]["x"] as? Int == 1000 && axis[3]["n"] as? Int == 5)
    #expect(try views(.seeds).map { try points($0).count }.reduce(0, +) == 47)
  }

  @Test func curvesHaveABandOverTheirSteps() throws {
    let view = try #require(views(.curves).first)
    let first = try #require(points(view).first)
    #expect(first["x"] as? Int == 1 && first["lower"] as? Double != nil && first["n"] as? Int == 6)
    let marks = (view["layer"] as? [[String: Any]])?.compactMap { ($0["mark"] as? [String: Any])?["type"] as? String }
    #expect(marks == ["area", "line"])
  }

  @Test func comparisonsNameTheirColumn() throws {
    let view = try #require(views(.forest).first)
    let first = try #require(points(view).first)
    #expect(first["arm"] as? String == "classes 1: rn − none")
    #expect(first["verdict"] as? String == "they differ")
  }

  @Test(arguments: FigureKind.allCases)
  func everyFigureHasASpecificationWithItsCaption(kind: FigureKind) throws {
    let figure = try SampleFigures(columns: Self.six).figure(kind)
    let specification = try JSONSerialization.jsonObject(with: Data(VegaLite(figure).json.utf8)) as? [String: Any]
    let title = try #require(specification?["title"] as? [String: Any])
    #expect((title["subtitle"] as? [String])?.joined(separator: " ") == figure.caption.joined(separator: " "))
    let views = try #require(specification?["concat"] as? [[String: Any]])
    #expect(views.count == figure.panels.count)
    for view in views { #expect(try !points(view).isEmpty) }
  }

  private static let six = [1, 10, 100, 1000, 10_000, 100_000]

  private func layers(_ view: [String: Any]) throws -> [[String: Any]] {
    try #require(view["layer"] as? [[String: Any]])
  }

  private func points(ofLayer number: Int, in view: [String: Any]) throws -> [[String: Any]] {
    try points(try layers(view)[number])
  }

  @Test func anArmHasTheColourOfTheOtherFigures() throws {
    let view = try #require(views(.axis).first)
    let color = (try layers(view)[1]["encoding"] as? [String: Any])?["color"] as? [String: Any]
    let scale = try #require(color?["scale"] as? [String: Any])
    #expect(scale["domain"] as? [String] == ["none", "rn"])
    #expect(scale["range"] as? [String] == [Theme.light.text, try #require(Palette.color(1))])
  }

  @Test func aHeatMapHasEveryMeanWithTheTextOfTheTable() throws {
    let table = try SampleFigures().table()
    let cells = try points(try #require(views(.heat).first))
    #expect(cells.count == 8)
    for (cell, point) in zip(table.cells, cells) {
      #expect(abs(try #require(point["mean"] as? Double) - #require(cell.sample?.mean)) < 1e-12)
    }
    // Of two rows the better is dark.
    let shades = cells.compactMap { $0["shade"] as? Double }
    #expect(zip(cells, shades).allSatisfy { ($0["row"] as? String == "rn") == ($1 > 0.5) })
  }

  @Test func ranksHaveABarForRowsThatAreNotSeparated() throws {
    // Two rows of six columns, of which each is better in three.
    let sample = SampleFigures(columns: Self.six)
    let view = try #require(views(.ranks, of: sample).first)
    #expect(try points(view).map { $0["rank"] as? Double ?? ($0["rank"] as? Int).map(Double.init) } == [1, 2])
    #expect(try points(ofLayer: 1, in: view).isEmpty)
    let first = try points(view)[0]["arm"] as? String
    #expect(first == "rn")
  }

  @Test func parallelCoordinatesHaveACornerOfEveryCellOnEveryAxis() throws {
    let view = try #require(views(.parallel).first)
    let corners = try points(view)
    // Eight cells across two axes and the metric; the best is drawn last.
    #expect(corners.count == 24 && corners.last?["cell"] as? Int == 1)
    #expect(corners.allSatisfy { (0...1).contains($0["height"] as? Double ?? -1) })
    #expect(Set(corners.compactMap { $0["axis"] as? String }).count == 3)
    #expect(try points(ofLayer: 1, in: view).contains { $0["text"] as? String == "1000" })
  }

  @Test func aTimelineHasABarForEveryAttemptOrTheNumberThatRan() throws {
    var sample = SampleFigures()
    let bars = try points(try #require(views(.timeline, of: sample).first))
    #expect(bars.count == sample.attempts.count)
    #expect(bars.allSatisfy { ($0["end"] as! NSNumber).doubleValue > ($0["start"] as! NSNumber).doubleValue })
    let trial = sample.plan.trials[0]
    sample.attempts = (0..<300).map { SampleFigures.attempt(trial, at: Double($0), on: $0 % 2, cause: "crashed") }
    let windows = try points(try #require(views(.timeline, of: sample).first))
    #expect(Set(windows.compactMap { $0["host"] as? String }) == ["node0", "node1"])
    // An attempt takes seven seconds, and one starts on each host every two seconds.
    #expect(windows.compactMap { ($0["running"] as? NSNumber)?.doubleValue }.contains { abs($0 - 3.5) < 0.6 })
  }
}
