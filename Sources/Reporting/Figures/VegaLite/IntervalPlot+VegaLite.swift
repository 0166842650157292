extension IntervalPlot: FigurePanel {
  /// The lines with a place in the palette.
  var arms: [VegaLiteArms.Arm] {
    lines.compactMap { line in
      if case .estimate(let label, _, _, let mark) = line { mark.style.map { (label, $0) } } else { nil }
    }
  }

  /// A point and a rule for each estimate. Lines under a heading have its name in their own.
  func view(_ arms: VegaLiteArms) -> JSONValue {
    var heading = ""
    var (points, names): ([JSONValue], [String]) = ([], [])
    for line in lines {
      switch line {
      case .heading(let text): heading = text + ": "
      case .empty: break
      case .estimate(let label, let value, let interval, let mark):
        names.append(heading + label)
        points.append(
          .object(
            [
              ("arm", .text(heading + label)), ("value", .number(value)), ("verdict", .text(mark.words)),
              ("isFull", .boolean(mark.isFilled)),
            ] + (interval.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? [])))
      }
    }
    let color: JSONValue.Members = self.arms.isEmpty ? [] : [("color", arms.colorWithoutLegend)]
    func channels(_ field: String) -> JSONValue.Members {
      [("x", .quantity(field, title: title, of: nil)), ("y", .name("arm", of: names))] + color
    }
    let isFull = JSONValue.choice("datum.isFull", .integer(1), otherwise: .integer(0))
    let rule = JSONValue.layer("rule", channels("lower") + [("x2", .field("upper"))])
    let disc = JSONValue.layer(
      "point", style: [("filled", .boolean(true)), ("stroke", .text(Theme.light.text))],
      channels("value") + [("fillOpacity", isFull)])
    return .view("", points, [rule, disc] + (emphasized.map { [.rule("x", at: $0)] } ?? []))
  }
}
