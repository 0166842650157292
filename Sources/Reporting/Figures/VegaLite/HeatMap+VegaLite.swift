import Statistics

extension HeatMap: FigurePanel {
  var arms: [VegaLiteArms.Arm] { [] }

  /// A rectangle for each cell, shaded as in the drawing, with its mean as text.
  func view(_ arms: VegaLiteArms) -> JSONValue {
    let cells = facet.cells.enumerated().flatMap { row, line in
      line.enumerated().compactMap { column, cell in
        cell?.sample.map { sample in
          JSONValue.object([
            ("row", .text(table.rowLabels[row])), ("column", .text(table.columnLabels[column])),
            ("mean", .number(sample.mean)), ("n", .integer(sample.count)), ("text", .text(texts[row][column])),
            ("shade", .number(shade(sample.mean, row: row, column: column))),
          ])
        }
      }
    }
    let upright: JSONValue.Members = [("axis", .object([("labelAngle", .integer(0))]))]
    let places: JSONValue.Members = [
      ("x", .name("column", of: table.columnLabels, title: table.columns?.name ?? "", upright)),
      ("y", .name("row", of: table.rowLabels, title: table.rows?.name ?? "")),
    ]
    let unit: JSONValue.Members = [("domain", .list([.integer(0), .integer(1)]))]
    let shades = JSONValue.quantity("shade", title: "", unit + JSONValue.darkening, [("legend", .null)])
    let letters = JSONValue.choice(
      "datum.shade > \(Self.darkShade)", .text(Theme.textOnDark), otherwise: .text(Theme.light.text))
    let rectangles = JSONValue.layer("rect", places + [("color", shades)])
    let words = JSONValue.layer("text", places + [("text", .field("text")), ("color", letters)])
    return .view(title, cells, [rectangles, words], width: .object([("step", .integer(Int(cellWidth)))]))
  }
}
