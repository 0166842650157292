extension Chart {
  /// The chart as one `svg` element that needs nothing beside it. Its text has the colour and font of what is around it.
  var svg: String {
    let frame = Frame(self)
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(short(width)) \(short(frame.height))" role="img" \
      font-size="12" fill="currentColor"><title>\(escaped(summary))</title>
      """
    ]
    if !title.isEmpty {
      parts.append(#"<text x="0" y="13" font-weight="600">\#(escaped(title))</text>"#)
    }
    parts.append(#"<text x="0" y="\#(short(frame.top - 10))" opacity="0.75">\#(escaped(yLabel))</text>"#)
    parts += axes(frame)
    parts += lines.map { band($0, frame) }
    parts += lines.map { path($0, frame) }
    parts += labels(frame)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>"
  }

  private var summary: String {
    let names = lines.map(\.label).joined(separator: ", ")
    return "\(title.isEmpty ? "" : title + ": ")\(yLabel) against \(xLabel): \(names)"
  }

  /// Where things are: the rectangle that is plotted in, and what is around it.
  private struct Frame {
    let left, right, top, bottom, height: Double
    let x, y: ChartScale
    let yTicks: [(value: Double, text: String)]

    init(_ chart: Chart) {
      let ticks = chart.y.ticks(about: 5)
      yTicks = ticks.map { ($0, chart.y.text($0, among: ticks)) }
      left = 8 + textWidth(yTicks.map(\.text))
      right = chart.width - 30 - textWidth(chart.lines.map { chart.shortened($0.label) })
      top = chart.title.isEmpty ? 24 : 44
      let plotted = max(chart.width > 600 ? 280 : 220, Double(chart.lines.count) * Chart.labelHeight)
      bottom = top + plotted
      height = bottom + 36
      (x, y) = (chart.x, chart.y)
    }

    func place(_ point: Point) -> String { "\(short(across(point.x))),\(short(up(point.y)))" }
    func across(_ value: Double) -> Double { left + x.position(value) * (right - left) }
    func up(_ value: Double) -> Double { bottom - y.position(value) * (bottom - top) }
  }

  private static let labelHeight = 14.0

  private func axes(_ frame: Frame) -> [String] {
    let (left, right, bottom) = (short(frame.left), short(frame.right), short(frame.bottom))
    var parts = [#"<path d="M\#(left),\#(bottom)H\#(right)" stroke="currentColor" opacity="0.6"/>"#]
    for tick in frame.yTicks {
      let height = frame.up(tick.value)
      parts.append(#"<path d="M\#(left),\#(short(height))H\#(right)" stroke="currentColor" opacity="0.13"/>"#)
      parts.append(
        """
        <text x="\(short(frame.left - 6))" y="\(short(height + 4))" text-anchor="end" opacity="0.75">\(tick.text)</text>
        """)
    }
    let ticks = x.ticks(about: width > 600 ? 8 : 4)
    for tick in ticks {
      let across = short(frame.across(tick))
      parts.append(#"<path d="M\#(across),\#(bottom)v4" stroke="currentColor" opacity="0.6"/>"#)
      parts.append(
        """
        <text x="\(across)" y="\(short(frame.bottom + 16))" text-anchor="middle" opacity="0.75">\
        \(x.text(tick, among: ticks))</text>
        """)
    }
    let middle = short((frame.left + frame.right) / 2)
    parts.append(
      #"<text x="\#(middle)" y="\#(short(frame.bottom + 31))" text-anchor="middle" opacity="0.75">\#(escaped(xLabel))</text>"#
    )
    return parts
  }

  /// The bands of neighbouring points as one outline; a line may have several, with gaps where there is no spread.
  private func band(_ line: Line, _ frame: Frame) -> String {
    let runs = line.points.split { $0.band == nil }.filter { $0.count > 1 }
    guard !runs.isEmpty else { return "" }
    let outlines = runs.map { run in
      let upper = run.map { Point(x: $0.x, y: $0.band!.upperBound, band: nil) }
      let lower = run.reversed().map { Point(x: $0.x, y: $0.band!.lowerBound, band: nil) }
      return "M" + (upper + lower).map(frame.place).joined(separator: " ") + "Z"
    }
    return #"<path d="\#(outlines.joined())" fill="\#(Palette.color(line.style))" opacity="0.16"/>"#
  }

  private func path(_ line: Line, _ frame: Frame) -> String {
    guard let only = line.points.first else { return "" }
    if line.points.count == 1 { return single(only, line, frame) }
    return """
      <path d="M\(line.points.map(frame.place).joined(separator: " "))" fill="none" stroke-width="1.6" \
      stroke-linejoin="round"\(stroke(line))/>
      """
  }

  /// A line of one point: a disc, with its spread as a stroke.
  private func single(_ point: Point, _ line: Line, _ frame: Frame) -> String {
    let (across, up) = (short(frame.across(point.x)), short(frame.up(point.y)))
    let spread = point.band.map {
      #"<path d="M\#(across),\#(short(frame.up($0.lowerBound)))V\#(short(frame.up($0.upperBound)))"\#(stroke(line))/>"#
    }
    return #"<circle cx="\#(across)" cy="\#(up)" r="3" fill="\#(Palette.color(line.style))"/>"# + (spread ?? "")
  }

  /// The lines' names at their ends, each with a piece of its line; names that would overlap are moved apart.
  private func labels(_ frame: Frame) -> [String] {
    let shown = lines.filter { !$0.points.isEmpty }
    let ends = shown.map { frame.up($0.points[$0.points.count - 1].y) }
    let heights = placedLabels(
      ends, distance: Self.labelHeight, within: frame.top + 4...max(frame.top + 4, frame.bottom - 2))
    return zip(shown, zip(ends, heights)).map { line, place in
      let (end, height) = place
      let leader = "M\(short(frame.right + 2)),\(short(end))L\(short(frame.right + 10)),\(short(height))"
      return """
        <path d="\(leader)" fill="none" stroke="currentColor" opacity="0.25"/>\
        <path d="M\(short(frame.right + 10)),\(short(height))h14" stroke-width="2.4"\(stroke(line))/>\
        <text x="\(short(frame.right + 28))" y="\(short(height + 4))">\(escaped(shortened(line.label)))</text>
        """
    }
  }

  /// A name that leaves two thirds of the picture to the lines; the picture's title has all of it.
  private func shortened(_ label: String) -> String {
    let limit = Int(width / 3 / letterWidth)
    return label.count <= limit ? label : label.prefix(limit - 1) + "…"
  }

  private func stroke(_ line: Line) -> String {
    let dashes = Palette.dashes(line.style)
    return #" stroke="\#(Palette.color(line.style))""# + (dashes.isEmpty ? "" : #" stroke-dasharray="\#(dashes)""#)
  }
}

/// About the width of a letter 12 high.
private let letterWidth = 6.8

/// About the width of the longest of `texts`.
private func textWidth(_ texts: [String]) -> Double { Double(texts.map(\.count).max() ?? 0) * letterWidth }

/// A coordinate with one decimal, none where it is a whole number.
private func short(_ value: Double) -> String {
  let text = fixed(value, decimals: 1)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
