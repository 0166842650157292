extension Chart {
  /// The chart as one `svg` element. Its text takes the colour and font of the page around it.
  var svg: String { drawing.svg() }

  /// The chart as shapes.
  var drawing: Drawing {
    let frame = Frame(self)
    var shapes: [Drawing.Shape] = []
    if !title.isEmpty { shapes.append(.text(title, Drawing.Position(x: 0, y: 13), Drawing.Font(isBold: true))) }
    shapes.append(.text(yLabel, Drawing.Position(x: 0, y: frame.top - 10), .soft()))
    shapes += axes(frame)
    shapes += lines.flatMap { spread($0, frame) }
    shapes += lines.flatMap { means($0, frame) }
    shapes += labels(frame)
    return Drawing(width: width, height: frame.height, title: summary, shapes: shapes)
  }

  private var summary: String {
    let names = lines.map(\.label).joined(separator: ", ")
    return "\(title.isEmpty ? "" : title + ": ")\(yLabel) against \(xLabel): \(names)"
  }

  /// The plotted rectangle and the places of everything around it.
  private struct Frame {
    let left, right, top, bottom, height: Double
    let x, y: ChartScale
    let xTicks, yTicks: [Tick]

    init(_ chart: Chart) {
      let ticks = chart.y.ticks(about: 5)
      yTicks = ticks.map { Tick(value: $0, text: chart.y.text($0, among: ticks)) }
      let rounds = chart.x.ticks(about: chart.width > 600 ? 8 : 4)
      xTicks = chart.xTicks ?? rounds.map { Tick(value: $0, text: chart.x.text($0, among: rounds)) }
      left = 8 + Drawing.width(ofLongest: yTicks.map(\.text))
      right = chart.width - 30 - Drawing.width(ofLongest: chart.lines.map { chart.shortened($0.label) })
      top = chart.title.isEmpty ? 24 : 44
      let plotted = max(chart.width > 600 ? 280 : 220, Double(chart.lines.count) * Chart.labelHeight)
      bottom = top + plotted
      height = bottom + 36
      (x, y) = (chart.x, chart.y)
    }

    func place(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: across(x), y: up(y)) }
    func across(_ value: Double) -> Double { left + x.position(value) * (right - left) }
    func up(_ value: Double) -> Double { bottom - y.position(value) * (bottom - top) }

    func horizontal(_ height: Double) -> [Drawing.Position] {
      [Drawing.Position(x: left, y: height), Drawing.Position(x: right, y: height)]
    }
  }

  private static let labelHeight = 14.0

  private func axes(_ frame: Frame) -> [Drawing.Shape] {
    var shapes: [Drawing.Shape] = [.line(frame.horizontal(frame.bottom), .thin(opacity: 0.6))]
    for tick in frame.yTicks {
      let height = frame.up(tick.value)
      shapes.append(.line(frame.horizontal(height), .thin(opacity: 0.13)))
      shapes.append(.text(tick.text, Drawing.Position(x: frame.left - 6, y: height + 4), .soft(.end)))
    }
    if let emphasized, y.domain.contains(emphasized) {
      shapes.append(.line(frame.horizontal(frame.up(emphasized)), .thin(opacity: 0.8)))
    }
    var free = -Double.infinity
    for tick in frame.xTicks {
      let across = frame.across(tick.value)
      let below = [Drawing.Position(x: across, y: frame.bottom), Drawing.Position(x: across, y: frame.bottom + 4)]
      shapes.append(.line(below, .thin(opacity: 0.6)))
      // A tick whose text would run into its neighbour's has no text.
      let half = Drawing.width(ofLongest: [tick.text]) / 2
      guard across - half > free else { continue }
      free = across + half + 4
      shapes.append(.text(tick.text, Drawing.Position(x: across, y: frame.bottom + 16), .soft(.middle)))
    }
    let middle = Drawing.Position(x: (frame.left + frame.right) / 2, y: frame.bottom + 31)
    return shapes + [.text(xLabel, middle, .soft(.middle))]
  }

  private func spread(_ line: Line, _ frame: Frame) -> [Drawing.Shape] {
    switch line.spread {
    case .band: band(line, frame)
    case .whiskers: line.points.map { whisker($0, line, frame) }.compactMap(\.self)
    }
  }

  /// The bands of neighbouring points as outlines. A gap where there is no spread separates two outlines.
  private func band(_ line: Line, _ frame: Frame) -> [Drawing.Shape] {
    let outlines = line.points.split { $0.band == nil }.filter { $0.count > 1 }.map { run in
      let banded = run.compactMap { point in point.band.map { (x: point.x, band: $0) } }
      return banded.map { frame.place($0.x, $0.band.upperBound) }
        + banded.reversed().map { frame.place($0.x, $0.band.lowerBound) }
    }
    return outlines.isEmpty ? [] : [.area(outlines, .series(line.style, opacity: 0.16))]
  }

  /// A whisker, solid even for a dashed line, because a short one would be lost in the dashes.
  private func whisker(_ point: Point, _ line: Line, _ frame: Frame) -> Drawing.Shape? {
    point.band.map {
      .line(
        [frame.place(point.x, $0.lowerBound), frame.place(point.x, $0.upperBound)],
        Drawing.Stroke(ink: .series(line.style, opacity: 1), width: 1.2))
    }
  }

  private func means(_ line: Line, _ frame: Frame) -> [Drawing.Shape] {
    let places = line.points.map { frame.place($0.x, $0.y) }
    let discs = places.map { Drawing.Shape.disc($0, radius: 3, .series(line.style, opacity: 1)) }
    // A band of one point would be invisible, so the point gets a whisker.
    if let only = line.points.first, places.count == 1, line.spread == .band {
      return discs + [whisker(only, line, frame)].compactMap(\.self)
    }
    let path: [Drawing.Shape] = places.count > 1 ? [.line(places, .series(line.style))] : []
    return line.spread == .band ? path : path + discs
  }

  /// The lines' names at their ends, each with a piece of its line. Overlapping names are moved apart.
  private func labels(_ frame: Frame) -> [Drawing.Shape] {
    let shown = lines.filter { !$0.points.isEmpty }
    let ends = shown.map { frame.up($0.points[$0.points.count - 1].y) }
    let heights = placedLabels(
      ends, distance: Self.labelHeight, within: frame.top + 4...max(frame.top + 4, frame.bottom - 2))
    return zip(shown, zip(ends, heights)).flatMap { line, place -> [Drawing.Shape] in
      let (end, height) = place
      func at(_ distance: Double, _ height: Double) -> Drawing.Position {
        Drawing.Position(x: frame.right + distance, y: height)
      }
      return [
        .line([at(2, end), at(10, height)], .thin(opacity: 0.25)),
        .line([at(10, height), at(24, height)], .series(line.style, width: 2.4)),
        .text(shortened(line.label), at(28, height + 4), Drawing.Font()),
      ]
    }
  }

  /// The name cut to a third of the chart's width. The drawing's title has the whole name.
  private func shortened(_ label: String) -> String { Drawing.shortened(label, to: width / 3) }
}

extension Drawing.Font {
  /// Text beside the plot: titles of axes, numbers of ticks, captions.
  static func soft(_ anchor: Anchor = .start) -> Drawing.Font { Drawing.Font(anchor: anchor, opacity: 0.75) }
}
