extension Drawing {
  /// The drawing as one self-contained `svg` element.
  func svg(_ theme: Theme = .page) -> String {
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(shortDecimal(width)) \(shortDecimal(height))" \
      width="\(shortDecimal(width))" height="\(shortDecimal(height))" role="img" \
      font-size="12"\(theme.paper == nil ? "" : " font-family=\"sans-serif\"") \
      fill="\(theme.text)"><title>\(escaped(title))</title>\(data.rows.isEmpty ? "" : "<desc>\(escaped(data.description))</desc>")
      """
    ]
    if let paper = theme.paper { parts.append(#"<rect width="100%" height="100%" fill="\#(paper)"/>"#) }
    parts += shapes.map { svg($0, theme) }
    return parts.joined(separator: "\n") + "\n</svg>"
  }

  /// The drawing with its numbers below it, as part of a page.
  var html: String { "<div class=\"chart\"><div class=\"wide\" tabindex=\"0\">\(svg())</div>\(data.html)</div>" }

  private func svg(_ shape: Shape, _ theme: Theme) -> String {
    switch shape {
    case .line(let places, let stroke):
      #"<path d="\#(path(places))" fill="none" stroke-linejoin="round"\#(attributes(stroke, theme))/>"#
    case .area(let outlines, let ink):
      #"<path d="\#(outlines.map { path($0) + "Z" }.joined())"\#(theme.attributes("fill", ink))/>"#
    case .disc(let place, let radius, let ink):
      "<circle\(centre(place, radius))\(theme.attributes("fill", ink))/>"
    case .ring(let place, let radius, let stroke):
      "<circle\(centre(place, radius)) fill=\"none\"\(attributes(stroke, theme))/>"
    case .text(let text, let place, let font):
      "<text x=\"\(shortDecimal(place.x))\" y=\"\(shortDecimal(place.y))\"\(attributes(font, theme))>\(escaped(text))</text>"
    }
  }

  private func path(_ places: [Position]) -> String {
    "M" + places.map { "\(shortDecimal($0.x)),\(shortDecimal($0.y))" }.joined(separator: " ")
  }

  private func centre(_ place: Position, _ radius: Double) -> String {
    #" cx="\#(shortDecimal(place.x))" cy="\#(shortDecimal(place.y))" r="\#(shortDecimal(radius))""#
  }

  private func attributes(_ stroke: Stroke, _ theme: Theme) -> String {
    theme.attributes("stroke", stroke.ink)
      + (stroke.width == 1 ? "" : #" stroke-width="\#(shortDecimal(stroke.width))""#)
      + (stroke.dashes.isEmpty ? "" : #" stroke-dasharray="\#(stroke.dashes)""#)
  }

  private func attributes(_ font: Font, _ theme: Theme) -> String {
    (font.hasHalo ? theme.halo : "") + (font.anchor == .start ? "" : #" text-anchor="\#(font.anchor.rawValue)""#)
      + (font.isBold ? #" font-weight="600""# : "")
      + (font.isOnDark ? #" fill="\#(Theme.textOnDark)""# : "")
      + (font.opacity < 1 ? #" opacity="\#(shortDecimal(font.opacity))""# : "")
  }
}

/// A number with at most two decimals and no trailing zeros.
func shortDecimal(_ value: Double) -> String {
  let text = fixed(value, decimals: 2)
  let digits = text.reversed().drop { $0 == "0" }
  return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
}
