extension Chart {
  /// The chart as shapes.
  var drawing: Drawing {
    let frame = Frame(self)
    var shapes: [Drawing.Shape] = []
    if !title.isEmpty { shapes.append(.text(title, Drawing.Position(x: 0, y: 13), Drawing.Font(isBold: true))) }
    shapes.append(.text(yLabel, Drawing.Position(x: 0, y: frame.top - 10), .soft()))
    shapes += axes(frame)
    shapes += lines.flatMap { spread($0, frame) }
    shapes += lines.flatMap { means($0, frame) + marks($0, frame) }
    shapes += labels(frame)
    return Drawing(width: width, height: frame.height, title: summary, shapes: shapes, data: data)
  }

  /// A row for each line, with a few of its points from left to right.
  private var data: DataTable {
    let rows = lines.map { line in
      let step = max(1, (line.points.count + Self.toldPoints - 2) / (Self.toldPoints - 1))
      let told = line.points.indices.filter { $0 % step == 0 || $0 == line.points.count - 1 }
      let seeds = line.points.compactMap(\.count).max()
      return [line.label]
        + told.map { index in
          let point = line.points[index]
          let few = point.count.flatMap { $0 == seeds ? nil : ", n = \($0)" } ?? ""
          return "\(DataTable.text(point.y, point.band)) at \(place(point.x))\(few)"
        }
    }
    let width = rows.map(\.count).max() ?? 0
    return DataTable(
      head: [""] + (1..<max(2, width)).map { $0 == 1 ? "\(yLabel) at \(xLabel)" : "" },
      rows: rows.map { $0 + Array(repeating: "", count: width - $0.count) }, arms: lines.map(\.style))
  }

  /// At most so many points of a line are told in words, and the last one.
  private static let toldPoints = 8

  /// What a place on the axis is called: points that stand side by side at a mark are at that mark.
  private func place(_ x: Double) -> String { mark(at: x)?.text ?? DataTable.text(x) }

  /// The mark that stands nearest; nil for an axis of round numbers.
  func mark(at x: Double) -> Tick? {
    let place = self.x.position(x)
    return xTicks?.min { abs(self.x.position($0.value) - place) < abs(self.x.position($1.value) - place) }
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
    case .whiskers: line.points.compactMap { whisker($0, line, frame) }
    case .dots: []
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
    let discs = places.map {
      Drawing.Shape.disc($0, radius: 3, .series(line.style, opacity: line.spread == .dots ? 0.6 : 1))
    }
    if line.spread == .dots { return discs }
    // A band of one point would be invisible, so the point gets a whisker.
    if let only = line.points.first, places.count == 1, line.spread == .band {
      return discs + [whisker(only, line, frame)].compactMap(\.self)
    }
    let path: [Drawing.Shape] = places.count > 1 ? [.line(places, .series(line.style))] : []
    return line.spread == .band ? path : path + discs
  }

  private func marks(_ line: Line, _ frame: Frame) -> [Drawing.Shape] {
    line.points.filter(\.isMarked).map {
      .ring(
        frame.place($0.x, $0.y), radius: 4.5, Drawing.Stroke(ink: .series(line.style, opacity: 1), width: 1.4))
    }
  }

  /// The lines' names at their ends, each with a piece of its line. Overlapping names are moved apart.
  private func labels(_ frame: Frame) -> [Drawing.Shape] {
    let shown = lines.filter { !$0.points.isEmpty }
    let ends = shown.enumerated().map { place, line in
      line.spread == .dots
        ? frame.top + Double(place + 1) * Self.labelHeight : frame.up(line.points[line.points.count - 1].y)
    }
    let heights = placedLabels(
      ends, distance: Self.labelHeight, within: frame.top + 4...max(frame.top + 4, frame.bottom - 2))
    return zip(shown, zip(ends, heights)).flatMap { line, place -> [Drawing.Shape] in
      let (end, height) = place
      func at(_ distance: Double, _ height: Double) -> Drawing.Position {
        Drawing.Position(x: frame.right + distance, y: height)
      }
      let key: [Drawing.Shape] =
        line.spread == .dots
        ? [.disc(at(17, height), radius: 3, .series(line.style, opacity: 1))]
        : [
          .line([at(2, end), at(10, height)], .thin(opacity: 0.25)),
          .line([at(10, height), at(24, height)], .series(line.style, width: 2.4)),
        ]
      return key + [
        .text(shortened(line.label), at(28, height + 4), Drawing.Font())
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
