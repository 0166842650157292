import Results
import Trials

extension Timeline: FigurePanel {
  var arms: [VegaLiteArms.Arm] { [] }

  /// A bar for each attempt, lane by lane; of many attempts, for each host a row of shades of the number that ran.
  func view(_ arms: VegaLiteArms) -> JSONValue { hasBars ? bars : shades }

  private var time: String { "time since the first lease (\(unit.name))" }

  private static let succeeded = "with a result"
  private static let failed = "without a result"
  private static let runs = "runs"

  private var bars: JSONValue {
    let named = rows.flatMap { row in
      let lanes = self.lanes(of: row.attempts)
      return lanes.enumerated().map { number, attempts in
        (name: lanes.count == 1 ? row.label : "\(row.label), slot \(number + 1)", attempts: attempts)
      }
    }
    let attempts = named.flatMap { lane in
      lane.attempts.map { attempt in
        let span = span(attempt)
        let outcome = attempt.end == nil ? Self.runs : attempt.cause == nil ? Self.succeeded : Self.failed
        return JSONValue.object(
          [
            ("lane", .text(lane.name)), ("host", .text(attempt.host)), ("trial", .text("\(attempt.trial)")),
            ("attempt", .integer(attempt.number)), ("start", .number(span.lowerBound)),
            ("end", .number(span.upperBound)), ("outcome", .text(outcome)),
          ] + (attempt.cause.map { [("cause", .text($0))] } ?? []))
      }
    }
    let outcomes = JSONValue.object([
      ("field", .text("outcome")), ("type", .text("nominal")), ("title", .text("")),
      (
        "scale",
        .object([
          ("domain", .list([Self.succeeded, Self.failed, Self.runs].map(JSONValue.text))),
          ("range", .list([Theme.shade, Theme.light.text, Theme.lightShade].map(JSONValue.text))),
        ])
      ),
    ])
    let bar = JSONValue.layer(
      "bar", style: [("stroke", .text("white")), ("strokeWidth", .number(0.5))],
      [
        ("x", .quantity("start", title: time, of: nil)), ("x2", .field("end")),
        ("y", .name("lane", of: named.map(\.name))), ("color", outcomes),
      ])
    return .view("", attempts, [bar], width: .integer(560))
  }

  private var shades: JSONValue {
    let rows = rows
    let windows = rows.flatMap { row in
      let counts = running(row.attempts)
      let width = scale.domain.upperBound / Double(counts.count)
      return counts.enumerated().filter { $0.element > 0 }.map { window, count in
        JSONValue.object([
          ("host", .text(row.label)), ("start", .number(Double(window) * width)),
          ("end", .number(Double(window + 1) * width)), ("running", .number(count)),
        ])
      }
    }
    let rectangle = JSONValue.layer(
      "rect",
      [
        ("x", .quantity("start", title: time, of: nil)), ("x2", .field("end")),
        ("y", .name("host", of: rows.map(\.label))),
        ("color", .quantity("running", title: "attempts that run", [("domainMin", .integer(0))] + JSONValue.darkening)),
      ])
    return .view("", windows, [rectangle], width: .integer(560))
  }
}
