import Statistics
import Trials

/// Comparisons one below the other: each difference with its interval, and a line at zero.
struct ForestPlot {
  private enum Line {
    case heading(String)
    case comparison(label: String, estimate: Double, interval: ClosedRange<Double>?, isDifferent: Bool)
    /// A pair without an estimate.
    case empty(label: String)
  }

  private let lines: [Line]
  private let title: String
  private let scale: ChartScale

  /// Throws `UnfitTable` if nothing can be compared.
  init(_ comparison: TableComparison) throws {
    let table = comparison.table
    title = "\(table.metric.nameWithUnit), differences"
    lines = comparison.columns.flatMap { column -> [Line] in
      let pairs = column.line.report.comparisons.map { pair -> Line in
        let label = [pair.pair.first, pair.pair.second].map { table.rowLabels[column.line.places[$0]] }.joined(
          separator: " − ")
        guard let evidence = pair.evidence, let value = evidence.estimatedDifference else {
          return .empty(label: label)
        }
        let interval = try? evidence.difference.get().interval(at: .fivePercent).range
        var isDifferent = false
        if case .different = pair.verdict { isDifferent = true }
        return .comparison(
          label: label, estimate: value, interval: interval, isDifferent: isDifferent)
      }
      return (column.title.isEmpty ? [] : [.heading(column.title)]) + pairs
    }
    let ends = lines.flatMap { line -> [Double] in
      guard case .comparison(_, let estimate, let interval, _) = line else { return [] }
      return [estimate] + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    guard !ends.isEmpty else { throw UnfitTable(reason: "has no two rows with two seeds in common to compare") }
    scale = .linear(ends + [0])
  }

  private static let lineHeight = 18.0

  var drawing: Drawing {
    let labels = lines.map { line in
      switch line {
      case .heading(let text), .comparison(let text, _, _, _), .empty(let text): text
      }
    }
    let left = 24 + Drawing.width(ofLongest: labels)
    let right = left + 420
    let top = 10.0
    let bottom = top + Double(lines.count) * Self.lineHeight + 6
    func across(_ value: Double) -> Double { left + scale.position(value) * (right - left) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    let ticks = scale.ticks(about: 6)
    var shapes = ticks.flatMap { tick -> [Drawing.Shape] in
      [
        .line([at(across(tick), top), at(across(tick), bottom)], .thin(opacity: tick == 0 ? 0.8 : 0.13)),
        .text(scale.text(tick, among: ticks), at(across(tick), bottom + 16), .soft(.middle)),
      ]
    }
    shapes.append(.text(title, at((left + right) / 2, bottom + 34), .soft(.middle)))
    for (place, line) in lines.enumerated() {
      let middle = top + (Double(place) + 0.5) * Self.lineHeight
      switch line {
      case .heading(let text): shapes.append(.text(text, at(0, middle + 4), Drawing.Font(isBold: true)))
      case .empty(let label):
        shapes.append(.text(label, at(12, middle + 4), .soft()))
        shapes.append(.text("not tested", at(right + 8, middle + 4), .soft()))
      case .comparison(let label, let estimate, let interval, let isDifferent):
        shapes.append(.text(label, at(12, middle + 4), Drawing.Font()))
        if let interval {
          let ends = [at(across(interval.lowerBound), middle), at(across(interval.upperBound), middle)]
          shapes.append(.line(ends, Drawing.Stroke(ink: .text(opacity: 1), width: 1.4)))
        }
        let centre = at(across(estimate), middle)
        shapes.append(
          isDifferent
            ? .disc(centre, radius: 4, .text(opacity: 1))
            : .ring(centre, radius: 4, Drawing.Stroke(ink: .text(opacity: 1), width: 1.4)))
      }
    }
    let width = right + 16 + Drawing.width(ofLongest: ["not tested"])
    return Drawing(
      width: width, height: bottom + 42, title: "\(title): \(labels.joined(separator: ", "))", shapes: shapes)
  }
}
