/// Estimates one below the other, each with its interval, on one axis.
struct IntervalPlot: Sendable {
  enum Line: Sendable {
    case heading(String)
    case estimate(label: String, value: Double, interval: ClosedRange<Double>?, Mark)
    /// A line without an estimate, and why.
    case empty(label: String, reason: String)
  }

  /// How an estimate is drawn and told.
  struct Mark: Sendable {
    /// What the data table says beside the numbers.
    let words: String
    var isFilled = true
    /// The place in the palette; nil for the text's colour.
    var style: Int?
  }

  /// The title of the axis.
  let title: String
  let lines: [Line]
  /// The value of the emphasized vertical line.
  let emphasized: Double?
  private let scale: ChartScale

  /// Nil if no line has an estimate.
  init?(title: String, lines: [Line], emphasized: Double? = nil) {
    let ends = lines.flatMap { line -> [Double] in
      guard case .estimate(_, let value, let interval, _) = line else { return [] }
      return [value] + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    guard !ends.isEmpty else { return nil }
    self.title = title
    self.lines = lines
    self.emphasized = emphasized
    scale = .linear(ends + (emphasized.map { [$0] } ?? []))
  }

  private static let lineHeight = 18.0
  private static let indent = 12.0

  private var labels: [String] {
    lines.map { line in
      switch line {
      case .heading(let text), .estimate(let text, _, _, _), .empty(let text, _): text
      }
    }
  }

  private var reasons: [String] {
    lines.compactMap { line in if case .empty(_, let reason) = line { reason } else { nil } }
  }

  var drawing: Drawing {
    let left = 2 * Self.indent + Drawing.width(ofLongest: labels)
    let right = left + 420
    let top = 10.0
    let bottom = top + Double(lines.count) * Self.lineHeight + 6
    func across(_ value: Double) -> Double { left + scale.position(value) * (right - left) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    let ticks = scale.ticks(about: 6)
    var shapes = ticks.flatMap { tick -> [Drawing.Shape] in
      [
        .line([at(across(tick), top), at(across(tick), bottom)], .thin(opacity: 0.13)),
        .text(scale.text(tick, among: ticks), at(across(tick), bottom + 16), .soft(.middle)),
      ]
    }
    if let emphasized {
      shapes.append(.line([at(across(emphasized), top), at(across(emphasized), bottom)], .thin(opacity: 0.8)))
    }
    shapes.append(.text(title, at((left + right) / 2, bottom + 34), .soft(.middle)))
    for (place, line) in lines.enumerated() {
      let middle = top + (Double(place) + 0.5) * Self.lineHeight
      switch line {
      case .heading(let text): shapes.append(.text(text, at(0, middle + 4), Drawing.Font(isBold: true)))
      case .empty(let label, let reason):
        shapes.append(.text(label, at(Self.indent, middle + 4), .soft()))
        shapes.append(.text(reason, at(right + 8, middle + 4), .soft()))
      case .estimate(let label, let value, let interval, let mark):
        let ink = mark.style.map { Drawing.Ink.series($0, opacity: 1) } ?? .text(opacity: 1)
        let stroke = Drawing.Stroke(ink: ink, width: 1.4)
        shapes.append(.text(label, at(Self.indent, middle + 4), Drawing.Font()))
        if let interval {
          let ends = [at(across(interval.lowerBound), middle), at(across(interval.upperBound), middle)]
          shapes.append(.line(ends, stroke))
        }
        let centre = at(across(value), middle)
        shapes.append(mark.isFilled ? .disc(centre, radius: 4, ink) : .ring(centre, radius: 4, stroke))
      }
    }
    // A tick's text may reach over the axis' end.
    let width = right + 28 + Drawing.width(ofLongest: reasons)
    return Drawing(
      width: width, height: bottom + 42, title: "\(title): \(labels.joined(separator: ", "))", shapes: shapes,
      data: DataTable(head: ["", title, ""], rows: lines.map(told), arms: styles))
  }

  /// The place in the palette of every line; empty where a line has none.
  private var styles: [Int] { arms.count == lines.count ? arms.map(\.style) : [] }

  private func told(_ line: Line) -> [String] {
    switch line {
    case .heading(let text): [text, "", ""]
    case .empty(let label, let reason): [label, "", reason]
    case .estimate(let label, let value, let interval, let mark): [label, DataTable.text(value, interval), mark.words]
    }
  }
}
