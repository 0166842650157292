/// A chart as one view of a Vega-Lite specification.
struct VegaLiteChart {
  private let chart: Chart

  init(_ chart: Chart) { self.chart = chart }

  var view: JSONValue { .view(chart.title, points, [spread, marks].compactMap(\.self)) }

  /// A record for each point: its line, its place, its value, the ends of its interval and the number of its seeds.
  private var points: [JSONValue] {
    chart.lines.flatMap { line in
      line.points.map { point in
        .object(
          [("arm", .text(line.label)), ("x", place(of: point)), ("value", .number(point.y))]
            + (point.band.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? [])
            + (point.count.map { [("n", .integer($0))] } ?? []))
      }
    }
  }

  /// Whether all marks of the axis are numbers, or none stand there.
  private var hasNumbersAcross: Bool { chart.xTicks?.allSatisfy { Double($0.text) != nil } ?? true }

  private func place(of point: Chart.Point) -> JSONValue {
    guard let mark = chart.mark(at: point.x) else { return .number(point.x) }
    return hasNumbersAcross ? Double(mark.text).map(JSONValue.number) ?? .null : .text(mark.text)
  }

  private var spread: JSONValue? {
    let spreads = chart.lines.filter { $0.points.contains { $0.band != nil } }.map(\.spread)
    let ends: JSONValue.Members = [("y2", .object([("field", .text("upper"))]))]
    if spreads.contains(.band) { return layer([("type", .text("area")), ("opacity", .number(0.16))], "lower", ends) }
    return spreads.contains(.whiskers) ? layer([("type", .text("rule"))], "lower", ends) : nil
  }

  private var marks: JSONValue {
    switch chart.lines.first?.spread ?? .band {
    case .band: layer([("type", .text("line"))], "value")
    case .whiskers: layer([("type", .text("line")), ("point", .boolean(true))], "value")
    case .dots: layer([("type", .text("point")), ("filled", .boolean(true))], "value")
    }
  }

  private func layer(_ mark: JSONValue.Members, _ height: String, _ more: JSONValue.Members = []) -> JSONValue {
    let channels: JSONValue.Members = [
      ("x", across), ("y", .quantity(height, title: chart.yLabel, of: chart.y)),
      ("color", .names(chart.lines.map(\.label))),
    ]
    return .object([("mark", .object(mark)), ("encoding", .object(channels + more))])
  }

  /// A logarithmic axis with a mark at zero is one that is linear around zero.
  private var across: JSONValue {
    guard hasNumbersAcross else {
      return .object([
        ("field", .text("x")), ("type", .text("ordinal")), ("title", .text(chart.xLabel)),
        ("sort", .list((chart.xTicks ?? []).map { .text($0.text) })),
      ])
    }
    guard chart.x.isLogarithmic, chart.xTicks?.contains(where: { Double($0.text) == 0 }) == true else {
      return .quantity("x", title: chart.xLabel, of: chart.x)
    }
    return .object([
      ("field", .text("x")), ("type", .text("quantitative")), ("title", .text(chart.xLabel)),
      ("scale", .object([("type", .text("symlog"))])),
    ])
  }
}
