import Statistics

extension SeedDots: FigurePanel {
  var arms: [VegaLiteArms.Arm] { lines.map { ($0.label, $0.style) } }

  /// A point for each seed, and below them a tick at each mean with a rule for its interval.
  func view(_ arms: VegaLiteArms) -> JSONValue {
    let seeds = lines.flatMap { line in
      line.values.map { JSONValue.object([("arm", .text(line.label)), ("value", .number($0))]) }
    }
    let means = lines.compactMap { line in
      line.sample.map { sample in
        JSONValue.object(
          [("arm", .text(line.label)), ("value", .number(sample.mean)), ("n", .integer(sample.count))]
            + (line.interval.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? []))
      }
    }
    func channels(_ field: String) -> JSONValue.Members {
      [
        ("x", .quantity(field, title: axis, of: scale)), ("y", .name("arm", of: lines.map(\.label))),
        ("color", arms.colorWithoutLegend),
      ]
    }
    let below: JSONValue.Members = [("yOffset", .integer(6))]
    let tick: JSONValue.Members = below + [("thickness", .integer(2)), ("size", .integer(8))]
    return .view(
      title, seeds,
      [
        .layer("point", style: [("filled", .boolean(true)), ("opacity", .number(0.5))], channels("value")),
        .layer("rule", style: below, channels("lower") + [("x2", .field("upper"))], of: means, scale.liftedEnds),
        .layer("tick", style: tick, channels("value"), of: means),
      ])
  }
}
