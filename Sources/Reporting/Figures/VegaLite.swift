import Plans
import Statistics
import Trials

/// A figure as a Vega-Lite 5 specification with its data, for restyling in Altair or the Vega editor.
public struct VegaLite {
  private let table: Table
  private let kind: FigureKind

  /// Throws `UnfitTable` for a kind without a Vega-Lite form, or a table without columns to draw against.
  public init(_ kind: FigureKind, of table: Table) throws {
    guard kind == .axis || kind == .seeds else {
      throw UnfitTable(reason: "is written for Vega-Lite as axis or seeds, not as \(kind.rawValue)")
    }
    guard kind == .seeds || table.columns != nil else {
      throw UnfitTable(reason: "has no columns to draw the metric against: name their axis with --columns")
    }
    self.table = table
    self.kind = kind
  }

  /// The specification as JSON, with a newline at its end.
  public var json: String {
    let unit = kind == .seeds ? dots : lines
    let specification = JSONValue.object([
      ("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")),
      ("title", .text("\(table.sweep): \(table.metric.name)")),
      ("data", .object([("values", .list(kind == .seeds ? seeds : means))])),
      ("facet", .object([("row", field("facet", "nominal", title: ""))])),
      ("spec", .object(unit + [("width", .integer(320))])),
    ])
    return "\(specification)\n"
  }

  private typealias Members = [(name: String, value: JSONValue)]

  private var dots: Members {
    let mark = JSONValue.object([("type", .text("point")), ("filled", .boolean(true)), ("opacity", .number(0.5))])
    return [("mark", mark), ("encoding", .object([("x", metric), ("y", arm), ("color", arm)]))]
  }

  private var lines: Members {
    let mark = JSONValue.object([("type", .text("line")), ("point", .boolean(true))])
    let mean = JSONValue.object([
      ("mark", mark), ("encoding", .object([("x", column), ("y", metric), ("color", arm)])),
    ])
    let upper = JSONValue.object([("field", .text("upper"))])
    let interval = JSONValue.object([
      ("mark", .text("rule")),
      (
        "encoding",
        .object([("x", column), ("y", field("lower", "quantitative", title: nil)), ("y2", upper), ("color", arm)])
      ),
    ])
    return [("layer", .list([mean, interval]))]
  }

  private var metric: JSONValue { field("value", "quantitative", title: table.metric.nameWithUnit) }
  private var arm: JSONValue { field("arm", "nominal", title: table.rows?.name ?? "") }
  private var column: JSONValue {
    field("column", isNumeric ? "quantitative" : "ordinal", title: table.columns?.name ?? "")
  }
  private var isNumeric: Bool { table.columns?.values.allSatisfy { $0.numeric != nil } == true }

  private func field(_ name: String, _ type: String, title: String?) -> JSONValue {
    .object([("field", .text(name)), ("type", .text(type))] + (title.map { [("title", .text($0))] } ?? []))
  }

  /// A record for each cell: the mean, the ends of its 95 % interval, and the number of seeds.
  private var means: [JSONValue] {
    rows { cell in
      guard let sample = cell.sample else { return [] }
      let interval = sample.meanInterval(at: .fivePercent)?.range
      return [
        [("value", .number(sample.mean)), ("n", .integer(sample.count))]
          + (interval.map { [("lower", .number($0.lowerBound)), ("upper", .number($0.upperBound))] } ?? [])
      ]
    }
  }

  /// A record for each seed that did not diverge.
  private var seeds: [JSONValue] {
    rows { cell in
      cell.samples.compactMap { sample in
        sample.value.map { [("value", .number($0)), ("seed", .integer(sample.seed))] }
      }
    }
  }

  private func rows(_ body: (TableCell) -> [Members]) -> [JSONValue] {
    table.facets.flatMap { facet in
      facet.cells.enumerated().flatMap { row, cells in
        cells.enumerated().flatMap { column, cell -> [JSONValue] in
          guard let cell else { return [] }
          let names: Members = [
            ("arm", .text(table.rowLabels[row])), ("column", value(ofColumn: column)),
            ("facet", .text(title(of: facet, column))),
          ]
          return body(cell).map { .object(names + $0) }
        }
      }
    }
  }

  private func title(of facet: Table.Facet, _ column: Int) -> String {
    let own = kind == .seeds ? table.columns.map { ["\($0.name) = \(table.columnLabels[column])"] } ?? [] : []
    return (facet.coordinates.map { "\($0.axis) = \($0.value)" } + own).joined(separator: ", ")
  }

  private func value(ofColumn column: Int) -> JSONValue {
    guard isNumeric, let value = table.columns?.values[column] else { return .text(table.columnLabels[column]) }
    return JSONValue(value)
  }
}
