/// A figure as a Vega-Lite 5 specification with its data, for restyling in Altair or the Vega editor.
public struct VegaLite {
  private let figure: Figure

  public init(_ figure: Figure) { self.figure = figure }

  /// The width of the caption's lines, in the letters of a drawing.
  private static let captionWidth = 640.0

  /// The specification as JSON, with a newline at its end.
  public var json: String {
    let arms = VegaLiteArms(figure.panels.flatMap(\.arms))
    let caption = figure.caption.flatMap { Drawing.lines(of: $0, within: Self.captionWidth) }
    let specification = JSONValue.object([
      ("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")),
      ("title", .object([("text", .text(figure.heading)), ("subtitle", .list(caption.map(JSONValue.text)))])),
      ("columns", .integer(figure.panels.count == 1 ? 1 : 2)),
      ("concat", .list(figure.panels.map { $0.view(arms) })),
    ])
    return "\(specification)\n"
  }
}

extension JSONValue {
  typealias Members = [(name: String, value: JSONValue)]

  /// Layers over the same points.
  static func view(
    _ title: String, _ points: [JSONValue], _ layers: [JSONValue], width: JSONValue = .integer(320),
    _ more: Members = []
  ) -> JSONValue {
    .object(
      [("title", .text(title)), data(points), ("width", width)] + more + [("layer", .list(layers))])
  }

  /// Marks of `points`, or of the view's points where it is nil.
  static func layer(
    _ mark: String, style: Members = [], _ channels: Members, of points: [JSONValue]? = nil, _ more: Members = []
  ) -> JSONValue {
    .object(
      (points.map { [data($0)] } ?? []) + more + [
        ("mark", .object([("type", .text(mark))] + style)), ("encoding", .object(channels)),
      ])
  }

  /// A line across the picture at a number of the channel `name`.
  static func rule(_ name: String, at number: Double) -> JSONValue {
    layer("rule", style: [("opacity", .number(0.8))], [(name, .object([("datum", .number(number))]))])
  }

  private static func data(_ points: [JSONValue]) -> (name: String, value: JSONValue) {
    ("data", .object([("values", .list(points))]))
  }

  /// The channel of a number. `scale` is nil for a linear one.
  static func quantity(_ field: String, title: String, of scale: ChartScale?) -> JSONValue {
    guard let scale, scale.isLogarithmic else { return quantity(field, title: title, [("zero", .boolean(false))]) }
    let ends = [scale.domain.lowerBound, scale.domain.upperBound].map(JSONValue.number)
    return quantity(
      field, title: title, [("type", .text("log")), ("domain", .list(ends)), ("nice", .boolean(false))])
  }

  /// The channel of a number on a scale with these properties.
  static func quantity(_ field: String, title: String, _ scale: Members, _ more: Members = []) -> JSONValue {
    .object(
      [
        ("field", .text(field)), ("type", .text("quantitative")), ("title", .text(title)), ("scale", .object(scale)),
      ] + more)
  }

  /// A scale's shades of a drawing: the larger a number is, the darker.
  static var darkening: Members {
    [("range", .list([.text("#ffffff"), .text(Theme.shade)])), ("interpolate", .text("rgb"))]
  }

  /// The channel of a name, in the order of `names`.
  static func name(_ field: String, of names: [String], title: String = "", _ more: Members = []) -> JSONValue {
    .object(
      [
        ("field", .text(field)), ("type", .text("nominal")), ("title", .text(title)),
        ("scale", .object([("domain", .list(names.map(JSONValue.text)))])),
      ] + more)
  }

  /// The channel of a field that is used as it is.
  static func field(_ name: String, type: String? = nil) -> JSONValue {
    .object([("field", .text(name))] + (type.map { [("type", .text($0))] } ?? []))
  }

  /// A constant of a channel.
  static func value(_ value: JSONValue) -> JSONValue { .object([("value", value)]) }

  /// A channel that has one constant where `test` holds, and another elsewhere.
  static func choice(_ test: String, _ value: JSONValue, otherwise: JSONValue) -> JSONValue {
    .object([("condition", .object([("test", .text(test)), ("value", value)])), ("value", otherwise)])
  }
}

extension ChartScale {
  /// A logarithmic axis has no place for an end that is not positive: such a spread begins where the axis does.
  var liftedEnds: JSONValue.Members {
    guard isLogarithmic else { return [] }
    let lifted = "isValid(datum.lower) ? max(datum.lower, \(domain.lowerBound)) : null"
    return [("transform", .list([.object([("calculate", .text(lifted)), ("as", .text("lower"))])]))]
  }
}
