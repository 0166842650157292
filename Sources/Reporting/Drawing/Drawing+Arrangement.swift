extension Drawing {
  /// The shapes moved to the right and downwards.
  func shapes(movedBy offset: Position) -> [Shape] {
    func moved(_ place: Position) -> Position { Position(x: place.x + offset.x, y: place.y + offset.y) }
    return shapes.map { shape in
      switch shape {
      case .line(let places, let stroke): .line(places.map(moved), stroke)
      case .area(let outlines, let ink): .area(outlines.map { $0.map(moved) }, ink)
      case .disc(let place, let radius, let ink): .disc(moved(place), radius: radius, ink)
      case .ring(let place, let radius, let stroke): .ring(moved(place), radius: radius, stroke)
      case .text(let text, let place, let font): .text(text, moved(place), font)
      }
    }
  }

  /// Arranges drawings in a grid of `columns` columns, with a heading above and lines of small text below.
  static func arranged(
    _ drawings: [Drawing], columns: Int, heading: String, caption: [String] = []
  ) -> Drawing {
    let (gap, lineHeight) = (24.0, 16.0)
    let rows = stride(from: 0, to: drawings.count, by: max(1, columns)).map {
      Array(drawings[$0..<min($0 + max(1, columns), drawings.count)])
    }
    let widest = (0..<max(1, columns)).map { column in
      rows.compactMap { column < $0.count ? $0[column].width : nil }.max() ?? 0
    }
    let plotted = widest.reduce(0) { $0 + ($1 > 0 ? $1 + gap : 0) } - gap
    let width = max(plotted, width(ofLongest: [heading]), 320) + 2 * gap
    var shapes: [Shape] = [.text(heading, Position(x: gap, y: gap + 4), Font(isBold: true))]
    var top = 2 * gap
    for row in rows {
      var left = gap
      for (column, drawing) in row.enumerated() {
        shapes += drawing.shapes(movedBy: Position(x: left, y: top))
        left += widest[column] + gap
      }
      top += (row.map(\.height).max() ?? 0) + gap
    }
    for line in caption.flatMap({ lines(of: $0, within: width - 2 * gap) }) {
      shapes.append(.text(line, Position(x: gap, y: top), Font(opacity: 0.75)))
      top += lineHeight
    }
    let title = ([heading] + drawings.map(\.title)).joined(separator: "; ")
    return Drawing(width: width, height: top + gap / 2, title: title, shapes: shapes)
  }

  /// The words of `text` in lines of at most `width`. A longer word has its own line.
  static func lines(of text: String, within width: Double) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, Self.width(ofLongest: ["\(last) \(word)"]) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }
}
