/// A figure as a Vega-Lite 5 specification with its data, for restyling in Altair or the Vega editor.
public struct VegaLite {
  private let heading: String
  private let views: [JSONValue]

  /// Throws `UnfitTable` for a figure that has no Vega-Lite form.
  public init(_ figure: Figure) throws {
    heading = figure.heading
    views = try figure.panels.map { panel in
      switch panel {
      case .chart(let chart): VegaLiteChart(chart).view
      case .seeds(let dots): Self.view(of: dots)
      case .intervals(let plot): Self.view(of: plot)
      case .picture:
        throw UnfitTable(
          reason: "has no Vega-Lite form as heat map, ranks, parallel coordinates or timeline: choose .svg")
      }
    }
  }

  /// The specification as JSON, with a newline at its end.
  public var json: String {
    let specification = JSONValue.object([
      ("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")), ("title", .text(heading)),
      ("columns", .integer(views.count == 1 ? 1 : 2)), ("concat", .list(views)),
    ])
    return "\(specification)\n"
  }

  /// A point for each seed, arm by arm.
  private static func view(of dots: SeedDots) -> JSONValue {
    let points = dots.lines.flatMap { line in
      line.values.map { JSONValue.object([("arm", .text(line.label)), ("value", .number($0))]) }
    }
    let mark = JSONValue.object([("type", .text("point")), ("filled", .boolean(true)), ("opacity", .number(0.5))])
    let encoding = JSONValue.object([
      ("x", .quantity("value", title: dots.axis, of: dots.scale)), ("y", .names(dots.lines.map(\.label))),
      ("color", .names(dots.lines.map(\.label))),
    ])
    return .view(dots.title, points, [.object([("mark", mark), ("encoding", encoding)])])
  }

  /// A point and a rule for each estimate. Lines under a heading have its name in their own.
  private static func view(of plot: IntervalPlot) -> JSONValue {
    var heading = ""
    var (points, names): ([JSONValue], [String]) = ([], [])
    for line in plot.lines {
      switch line {
      case .heading(let text): heading = text + ": "
      case .empty: break
      case .estimate(let label, let value, let interval, let mark):
        names.append(heading + label)
        points.append(
          .object(
            [("arm", .text(heading + label)), ("value", .number(value)), ("verdict", .text(mark.words))]
              + (interval.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? [])))
      }
    }
    func layer(_ mark: String, _ field: String, _ more: JSONValue.Members = []) -> JSONValue {
      .object([
        ("mark", .object([("type", .text(mark))])),
        (
          "encoding",
          .object([("x", .quantity(field, title: plot.title, of: nil)), ("y", .names(names))] + more)
        ),
      ])
    }
    return .view(
      "", points, [layer("rule", "lower", [("x2", .object([("field", .text("upper"))]))]), layer("point", "value")])
  }
}

extension JSONValue {
  typealias Members = [(name: String, value: JSONValue)]

  /// Layers over the same points.
  static func view(_ title: String, _ points: [JSONValue], _ layers: [JSONValue]) -> JSONValue {
    .object([
      ("title", .text(title)), ("data", .object([("values", .list(points))])), ("width", .integer(320)),
      ("layer", .list(layers)),
    ])
  }

  /// The channel of a number. `scale` is nil for a linear one.
  static func quantity(_ field: String, title: String, of scale: ChartScale?) -> JSONValue {
    let kind: Members = scale?.isLogarithmic == true ? [("type", .text("log"))] : [("zero", .boolean(false))]
    return .object([
      ("field", .text(field)), ("type", .text("quantitative")), ("title", .text(title)), ("scale", .object(kind)),
    ])
  }

  /// The channel of an arm, in the order of `names`.
  static func names(_ names: [String]) -> JSONValue {
    .object([
      ("field", .text("arm")), ("type", .text("nominal")), ("title", .text("")),
      ("sort", .list(names.map(JSONValue.text))),
    ])
  }
}
