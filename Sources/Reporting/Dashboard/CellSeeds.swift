import Plans
import Trials

/// The seeds of one cell, each with its value; with another cell beside it also the settings in which the two differ.
struct CellSeeds {
  private let table: Table
  private let cells: [TableCell]
  private let plan: Plan
  private let task: TaskDescription?

  /// Throws `NoSuchCell` where the table has no cell of that number.
  init(_ number: Int?, beside other: Int?, of table: Table, _ plan: Plan, task: TaskDescription?) throws {
    cells = try ([number] + (other.map { [$0] } ?? [])).map { number in
      guard let number, plan.cells.indices.contains(number), let cell = Self.cell(plan.cells[number], of: table) else {
        throw NoSuchCell(number: number, sweep: table.sweep)
      }
      return cell
    }
    self.table = table
    self.plan = plan
    self.task = task
  }

  /// The table's cell at the place of the plan's.
  private static func cell(_ cell: Cell, of table: Table) -> TableCell? {
    table.cells.first { each in each.coordinates.allSatisfy { cell.coordinates[$0.axis] == $0.value } }
  }

  var piece: LivePiece {
    let values = cells.map { cell in
      Dictionary(cell.samples.map { ($0.seed, $0.value) }) { first, _ in first }
    }
    let rows = table.seeds.map { seed in
      let columns = values.map { values in
        let text = values[seed].map { $0.map { "\($0)" } ?? "diverged" } ?? "no result of \(table.metric.name) yet"
        return "<td>\(escaped(text))</td>"
      }
      return "<tr><th scope=\"row\">\(seed)</th>\(columns.joined())</tr>"
    }
    let heads =
      cells.count > 1 ? cells.map(place) : [table.metric.nameWithUnit]
    return .live(
      id: "cell",
      html: """
        <div id="cell"><h3>\(escaped(cells.map(place).joined(separator: " — ")))</h3>
        \(cells.count > 1 ? difference + "<p class=\"note\">\(escaped(table.metric.nameWithUnit)), seed by seed</p>" : "")
        <div class="wide" tabindex="0"><table class="sortable"><thead><tr><th scope="col">seed</th>\
        \(heads.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined())</tr></thead>
        <tbody>\(rows.joined())</tbody></table></div></div>
        """)
  }

  private func place(_ cell: TableCell) -> String {
    cell.coordinates.map { "\($0.axis) = \($0.value)" }.joined(separator: ", ")
  }

  /// The settings that the two cells' trials use and do not share.
  private var difference: String {
    let settings = cells.map { cell in
      let trial = plan.trials.first { $0.cell == cell.owner }
      return trial.map { task?.completed($0.specification.settings) ?? $0.specification.settings } ?? [:]
    }
    let names = Set(settings.flatMap(\.keys)).filter { settings[0][$0] != settings[1][$0] }.sorted()
    guard !names.isEmpty else { return "<p>Both have the same settings: their trials are the same.</p>" }
    let rows = names.map { name in
      let values = settings.map { "<td class=\"long\">\(escaped($0[name]?.description ?? "not used"))</td>" }
      return "<tr><th scope=\"row\">\(escaped(name))</th>\(values.joined())</tr>"
    }
    return """
      <div class="wide" tabindex="0"><table><thead><tr><th scope="col">setting that differs</th><th class="text" scope="col">here</th>\
      <th class="text" scope="col">beside</th></tr></thead><tbody>\(rows.joined())</tbody></table></div>
      """
  }
}

/// A cell that a sweep does not have.
struct NoSuchCell: Error, CustomStringConvertible {
  let number: Int?
  let sweep: String

  var description: String {
    "\(sweep) has no cell \(number.map(String.init) ?? "without a number"): choose one in the table"
  }
}
