import Results
import Trials

/// The words that the renderers for people share: what a cell says, and what is said about the whole table.
struct TableText {
  let table: Table

  init(_ table: Table) {
    self.table = table
  }

  /// A cell's mean and standard error; nil where there is no finite result.
  func number(_ cell: TableCell) -> CellNumber? {
    cell.finite.map { CellNumber($0, decimals: cell.decimals) }
  }

  /// What has to be said beside a cell's value: of how many results how many have the metric, where not all have; n where
  /// it is not the planned one; and how many diverged. `(7 of 10)`, `(n=3, 1 of 4 diverged)`, nil where there is nothing
  /// to say.
  func notes(_ cell: TableCell) -> String? {
    var notes: [String] = []
    if cell.lacking > 0 { notes.append("\(cell.count) of \(cell.done)") }
    if cell.finite != nil, !cell.isComplete || (cell.lacking == 0 && cell.count == 1) {
      notes.append("n=\(cell.count)")
    }
    if cell.diverged > 0 { notes.append("\(cell.diverged) of \(cell.done) diverged") }
    return notes.isEmpty ? nil : "(\(notes.joined(separator: ", ")))"
  }

  /// Among which cells the best is sought.
  var line: String { table.isTransposed ? "row" : "column" }

  var arrow: String { table.metric.direction == .minimize ? "↓" : "↑" }

  var direction: String { table.metric.direction == .minimize ? "lower is better" : "higher is better" }

  /// `5 seeds (1–5)`
  var seeds: String {
    "\(table.seeds.count) \(table.seeds.count == 1 ? "seed" : "seeds") (\(runs(of: table.seeds)))"
  }

  /// `semantics = corrected, batch = 128`
  func title(of facet: Table.Facet) -> String {
    facet.coordinates.map { "\($0.axis) = \($0.value)" }.joined(separator: ", ")
  }

  /// Sentences about what is missing or must be read with care.
  var warnings: [String] {
    var warnings: [String] = []
    if !table.damaged.isEmpty {
      let names = table.damaged.prefix(10).map(\.label) + (table.damaged.count > 10 ? ["…"] : [])
      warnings.append(
        "\(counted(table.damaged.count, "result")) damaged and not counted: \(names.joined(separator: "; ")).")
    }
    if table.diverged > 0 {
      warnings.append(
        "\(counted(table.diverged, "result")) diverged: means are over the others, and no such cell is marked best."
      )
    }
    if table.lacking > 0 {
      warnings.append(
        "\(counted(table.lacking, "result")) without \(table.metric.name): such a cell says how many of how many results its "
          + "mean is over, and is not marked best.")
    }
    if table.incompleteCells > 0 {
      warnings.append(
        "\(table.incompleteCells) of \(counted(table.cells.count, "cell")) incomplete: their n is shown, and none is marked best."
      )
    }
    if table.seeds.count < 5 {
      warnings.append("Fewer than 5 seeds: the standard errors themselves are vague.")
    }
    if table.facets.contains(where: { $0.cells.contains { $0.contains { $0 == nil } } }) {
      warnings.append("Empty places are no cells of the sweep.")
    }
    return warnings
  }

  /// `1–5, 8`: runs of three and more in ascending order are drawn together.
  private func runs(of numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.flatMap { run in
      run.count > 2 ? ["\(run.lowerBound)–\(run.upperBound)"] : run.map(String.init)
    }.joined(separator: ", ")
  }
}
