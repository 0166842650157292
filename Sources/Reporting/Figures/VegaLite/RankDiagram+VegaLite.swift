extension RankDiagram: FigurePanel {
  var arms: [VegaLiteArms.Arm] { rows.map { ($0.label, $0.style) } }

  /// A point for each row at its average rank, the best above; bars at the right join rows that are not separated.
  func view(_ arms: VegaLiteArms) -> JSONValue {
    let width = 320
    let ranks = rows.map { JSONValue.object([("arm", .text($0.label)), ("rank", .number($0.rank))]) }
    let bars = joined.enumerated().map { place, run in
      JSONValue.object([
        ("first", .text(rows[run.lowerBound].label)), ("last", .text(rows[run.upperBound].label)),
        ("place", .integer(width + 12 + 8 * place)),
      ])
    }
    let names = rows.map(\.label)
    let domain = JSONValue.list([.integer(1), .integer(rows.count)])
    let place = JSONValue.object([
      ("field", .text("place")), ("type", .text("quantitative")), ("scale", .null), ("axis", .null),
    ])
    let point = JSONValue.layer(
      "point", style: [("filled", .boolean(true)), ("size", .integer(80))],
      [
        ("x", .quantity("rank", title: "average rank", [("domain", domain)])), ("y", .name("arm", of: names)),
        ("color", arms.colorWithoutLegend),
      ])
    let bar = JSONValue.layer(
      "rule", style: [("size", .integer(3))],
      [("x", place), ("y", .name("first", of: names)), ("y2", .field("last"))], of: bars)
    return .view(
      "critical difference \(fixed(criticalDifference, decimals: 2))", ranks, [point, bar], width: .integer(width))
  }
}
