import Foundation
import FoundationXML
import Testing

@testable import Reporting

/// Counts the elements of well-formed XML by name, and gathers its texts.
final class Elements: NSObject, XMLParserDelegate {
  private(set) var attributes: [String: [[String: String]]] = [:]
  private(set) var texts: [String] = []
  private var text = ""

  init(_ xml: String) throws {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    guard parser.parse() else { throw Malformed(reason: "\(parser.parserError.map { "\($0)" } ?? "no XML")") }
  }

  struct Malformed: Error { let reason: String }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    self.attributes[name, default: []].append(attributes)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { texts.append(text) }
    text = ""
  }
}

@Suite struct ChartTests {
  private func line(_ label: String, _ values: [Double], spread: Double? = nil, style: Int = 0) -> Chart.Line {
    Chart.Line(
      label: label,
      points: values.enumerated().map { index, value in
        Chart.Point(x: Double(index + 1), y: value, band: spread.map { value - $0...value + $0 })
      }, style: style)
  }

  private func chart(_ lines: [Chart.Line], title: String = "rareClasses = 7") -> Chart {
    let points = lines.flatMap(\.points)
    return Chart(
      title: title, xLabel: "step", yLabel: "loss (nats)", lines: lines, x: .steps(points.map(\.x)),
      y: .measured(points.map(\.y), bands: points.compactMap(\.band)), width: 440)
  }

  private func coordinates(_ path: String) -> [(x: Double, y: Double)] {
    path.dropFirst().split(separator: " ").map { pair in
      let numbers = pair.split(separator: ",").compactMap { Double($0) }
      return (numbers[0], numbers[1])
    }
  }

  @Test func aLineRunsFromLeftToRightAndLargerValuesAreHigher() throws {
    let elements = try Elements(chart([line("rn", [3, 1, 2])]).svg)
    let drawn = try #require(elements.attributes["path"]?.first { $0["stroke-width"] == "1.6" }?["d"])
    let points = coordinates(drawn)
    #expect(points.count == 3)
    #expect(points[0].x < points[1].x && points[1].x < points[2].x)
    #expect(points[0].y < points[2].y && points[2].y < points[1].y)
  }

  @Test func everyLineHasABandAndANameAtItsEnd() throws {
    let elements = try Elements(chart([line("none", [1, 2], spread: 0.5), line("rn", [2, 1], spread: 0.1)]).svg)
    #expect(elements.attributes["path"]!.count { $0["fill-opacity"] == "0.16" } == 2)
    for text in ["none", "rn", "step", "loss (nats)", "rareClasses = 7"] {
      #expect(elements.texts.count { $0 == text } == 1, "\(text) is not there once")
    }
  }

  @Test func everythingIsWithinThePicture() throws {
    let names = (1...14).map { "a long name of an arm, number \($0)" }
    let chart = chart(names.enumerated().map { line($1, [Double($0) / 100, 1], spread: 0.3, style: $0) })
    let elements = try Elements(chart.svg)
    let box = elements.attributes["svg"]![0]["viewBox"]!.split(separator: " ").compactMap { Double($0) }
    for text in elements.attributes["text"]! {
      #expect((0...box[2]).contains(Double(text["x"]!)!) && (0...box[3]).contains(Double(text["y"]!)!))
    }
    for path in elements.attributes["path"]! where path["stroke-linejoin"] != nil {
      for point in coordinates(path["d"]!) {
        #expect((0...box[2]).contains(point.x) && (0...box[3]).contains(point.y))
      }
    }
    let labels = elements.attributes["text"]!.filter { $0["text-anchor"] == nil && $0["opacity"] == nil }
    let heights = labels.dropFirst().map { Double($0["y"]!)! }.sorted()
    #expect(heights.count == 14)
    #expect(elements.texts.count { $0.hasSuffix("…") } == 14)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 13 })
  }

  @Test func aLineOfOnePointIsADisc() throws {
    let elements = try Elements(chart([line("rn", [3], spread: 1)]).svg)
    #expect(elements.attributes["circle"]?.count == 1)
  }

  @Test func namesCannotBreakThePicture() throws {
    let elements = try Elements(chart([line("</svg><script>&\"'\u{7}", [1, 2])], title: "<b>").svg)
    #expect(elements.attributes["script"] == nil)
    #expect(elements.texts.contains("</svg><script>&\"' "))
  }

  @Test func aGapInTheSpreadIsAGapInTheBand() throws {
    let points = [1.0, 2, 3, 4, 5].map { Chart.Point(x: $0, y: $0, band: $0 == 3 ? nil : $0 - 1...$0 + 1) }
    let elements = try Elements(chart([Chart.Line(label: "rn", points: points, style: 0)]).svg)
    let band = try #require(elements.attributes["path"]?.first { $0["fill-opacity"] == "0.16" }?["d"])
    #expect(band.count { $0 == "M" } == 2 && band.count { $0 == "Z" } == 2)
  }

  @Test func manyLinesAreToldApartByColourOrDashes() {
    let looks = (0..<Palette.count).map { "\(Palette.color($0) ?? "") \(Palette.dashes($0))" }
    #expect(Set(looks).count == Palette.count)
    #expect(Palette.count >= ChartPanels.lineLimit)
  }
}

extension Chart {
  fileprivate var svg: String { drawing.svg() }
}
