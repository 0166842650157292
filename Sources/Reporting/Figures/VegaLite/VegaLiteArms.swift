/// The rows that a Vega-Lite specification shows, in the colours and dashes that they have in every figure of their sweep.
struct VegaLiteArms {
  /// A row of the table with its place in the palette.
  typealias Arm = (label: String, style: Int)

  private let arms: [Arm]

  /// The rows of `arms`, each once, in the order of the table.
  init(_ arms: [Arm]) {
    var seen: Set<String> = []
    self.arms = arms.sorted { $0.style < $1.style }.filter { seen.insert($0.label).inserted }
  }

  /// The channels of a line: its colour and, where rows have dashes, these.
  var line: JSONValue.Members {
    let dashes = arms.map {
      Palette.dashes($0.style).split(separator: " ").compactMap { Int($0) }.map(JSONValue.integer)
    }
    let hasDashes = dashes.contains { !$0.isEmpty }
    return [("color", color)]
      + (hasDashes
        ? [("strokeDash", channel(dashes.map { .list($0.isEmpty ? [.integer(1), .integer(0)] : $0) }))] : [])
  }

  /// The colour of the field `arm`, with a legend.
  var color: JSONValue { channel(colors) }

  /// The colour of the field `arm` where the rows' names stand beside the marks.
  var colorWithoutLegend: JSONValue { channel(colors, [("legend", .null)]) }

  private var colors: [JSONValue] { arms.map { .text(Palette.color($0.style) ?? Theme.light.text) } }

  private func channel(_ range: [JSONValue], _ more: JSONValue.Members = []) -> JSONValue {
    .object(
      [
        ("field", .text("arm")), ("type", .text("nominal")), ("title", .text("")),
        (
          "scale",
          .object([("domain", .list(arms.map { .text($0.label) })), ("range", .list(range))])
        ),
      ] + more)
  }
}
