extension Chart: FigurePanel {
  var arms: [VegaLiteArms.Arm] { lines.map { ($0.label, $0.style) } }

  func view(_ arms: VegaLiteArms) -> JSONValue {
    let layers = [spread(arms), marks(arms), rings(arms), emphasized.map { JSONValue.rule("y", at: $0) }]
    return .view(title, points, layers.compactMap(\.self))
  }

  /// A record for each point: its line, its place, its value, the ends of its interval and the number of its seeds.
  private var points: [JSONValue] {
    lines.flatMap { line in
      line.points.map { point in
        .object(
          [("arm", .text(line.label)), ("x", place(of: point)), ("value", .number(point.y))]
            + (point.band.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? [])
            + (point.count.map { [("n", .integer($0))] } ?? []) + (point.isMarked ? [("isMarked", .boolean(true))] : [])
        )
      }
    }
  }

  /// Whether all marks of the axis are numbers, or none stand there.
  private var hasNumbersAcross: Bool { xTicks?.allSatisfy { Double($0.text) != nil } ?? true }

  private func place(of point: Point) -> JSONValue {
    guard let mark = mark(at: point.x) else { return .number(point.x) }
    return hasNumbersAcross ? Double(mark.text).map(JSONValue.number) ?? .null : .text(mark.text)
  }

  private func spread(_ arms: VegaLiteArms) -> JSONValue? {
    let spreads = lines.filter { $0.points.contains { $0.band != nil } }.map(\.spread)
    let ends: JSONValue.Members = [("y2", .field("upper"))]
    if spreads.contains(.band) {
      return layer("area", [("opacity", .number(0.16))], "lower", ends + [("color", arms.color)], y.liftedEnds)
    }
    return spreads.contains(.whiskers) ? layer("rule", [], "lower", ends + [("color", arms.color)], y.liftedEnds) : nil
  }

  private func marks(_ arms: VegaLiteArms) -> JSONValue {
    switch lines.first?.spread ?? .band {
    case .band: layer("line", [], "value", arms.line)
    case .whiskers: layer("line", [("point", .boolean(true))], "value", arms.line)
    case .dots: layer("point", [("filled", .boolean(true))], "value", [("color", arms.color)])
    }
  }

  /// The rings around marked points; nil where none is marked.
  private func rings(_ arms: VegaLiteArms) -> JSONValue? {
    guard lines.contains(where: { $0.points.contains(where: \.isMarked) }) else { return nil }
    let marked: JSONValue.Members = [("transform", .list([.object([("filter", .text("datum.isMarked"))])]))]
    return layer("point", [("size", .integer(60))], "value", [("color", arms.color)], marked)
  }

  private func layer(
    _ mark: String, _ style: JSONValue.Members, _ height: String, _ channels: JSONValue.Members,
    _ more: JSONValue.Members = []
  ) -> JSONValue {
    .layer(mark, style: style, [("x", across), ("y", .quantity(height, title: yLabel, of: y))] + channels, more)
  }

  /// A logarithmic axis with a mark at zero is one that is linear below its smallest number.
  private var across: JSONValue {
    guard hasNumbersAcross else {
      return .object([
        ("field", .text("x")), ("type", .text("ordinal")), ("title", .text(xLabel)),
        ("sort", .list((xTicks ?? []).map { .text($0.text) })),
      ])
    }
    guard let marks = xTicks?.compactMap({ Double($0.text) }) else { return .quantity("x", title: xLabel, of: x) }
    var scale: JSONValue.Members = x.isLogarithmic ? [("type", .text("log"))] : [("zero", .boolean(false))]
    if x.isLogarithmic, marks.contains(0), let smallest = marks.filter({ $0 > 0 }).min() {
      scale = [("type", .text("symlog")), ("constant", .number(smallest))]
    }
    let axis = JSONValue.object([("values", .list(marks.map(JSONValue.number))), ("format", .text("~g"))])
    return .quantity("x", title: xLabel, scale, [("axis", axis)])
  }
}
