import Foundation
import Statistics
import Testing

@testable import Reporting

@Suite struct VegaLiteTests {
  private func views(_ kind: FigureKind) throws -> [[String: Any]] {
    let json = try VegaLite(SampleFigures().figure(kind)).json
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

  @Test func aFigureWithoutTwoAxesSaysWhatToDo() throws {
    #expect(throws: UnfitTable.self) { try views(.heat) }
  }
}
