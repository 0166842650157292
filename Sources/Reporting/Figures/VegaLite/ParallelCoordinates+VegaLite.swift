import Plans
import Trials

extension ParallelCoordinates: FigurePanel {
  var arms: [VegaLiteArms.Arm] { placed.cells.map { (table.rowLabels[$0.row], $0.row) } }

  /// A line for each cell across upright axes of equal length, the best cell last and widest.
  func view(_ arms: VegaLiteArms) -> JSONValue {
    let corners = placed.cells.enumerated().reversed().flatMap { number, cell in
      uprights.compactMap { upright in
        upright.heights[number].map { height in
          JSONValue.object([
            ("cell", .integer(number + 1)), ("arm", .text(table.rowLabels[cell.row])), ("axis", .text(upright.name)),
            ("height", .number(height)),
            ("value", .text(cell.coordinates[upright.name]?.description ?? DataTable.text(cell.mean))),
          ])
        }
      }
    }
    let ticks = uprights.flatMap { upright in
      upright.readableTicks.map { tick in
        JSONValue.object([
          ("axis", .text(upright.name)), ("height", .number(tick.height)), ("text", .text(tick.text)),
        ])
      }
    }
    let names = uprights.map(\.name)
    let head = JSONValue.object([
      ("orient", .text("top")), ("labelAngle", .integer(0)), ("labelFontWeight", .text("bold")),
      ("domain", .boolean(false)), ("ticks", .boolean(false)), ("grid", .boolean(true)),
      ("gridColor", .text(Theme.light.text)), ("labelLimit", .integer(400)),
    ])
    let places: JSONValue.Members = [
      ("x", .name("axis", of: names, [("axis", head)])),
      ("y", .quantity("height", title: "", [("domain", .list([.integer(0), .integer(1)]))], [("axis", .null)])),
    ]
    let best = "datum.cell == 1"
    let stroke: JSONValue.Members = [
      ("detail", .field("cell", type: "nominal")),
      ("strokeWidth", .choice(best, .number(2.8), otherwise: .number(1.2))),
      ("opacity", .choice(best, .integer(1), otherwise: .number(0.5))),
    ]
    let lines = JSONValue.layer("line", places + arms.line + stroke)
    // The paper shows around the letters, which stand on lines.
    let halo: JSONValue.Members = [("stroke", .text("white")), ("strokeWidth", .integer(3))]
    let texts = [halo, []].map { more in
      JSONValue.layer(
        "text", style: [("align", .text("left")), ("dx", .integer(5))] + more, places + [("text", .field("text"))],
        of: ticks)
    }
    return .view(
      "", corners, [lines] + texts, width: .object([("step", .integer(140))]),
      [("height", .integer(Int(Self.length)))])
  }
}
