import ArgumentParser
import OperatingSystem
import Plans
import Reporting
import Results
import SharedCommands
import Trials

/// `regnorm compare DIR`: which rows of a table differ, by how much, and how sure that is.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the rows of a sweep's table: differences with intervals, tests corrected for their number.",
    discussion: """
      In every column the other rows are compared with the reference, which is the sweep file's or --reference; without \
      one, all pairs are. Rows are paired by their common seeds. The answer "they differ" needs the paired t test and the \
      exact sign-flip test, both corrected by Holm over the column's comparisons; where so few seeds cannot reach 0.05, the \
      line says so. Runs that diverged are left out with their seed, and counted.

        regnorm compare results/imbalanced-mnist --reference gain --settle 1.5

      The answer depends on the set of results alone. It is exploratory where the comparison was not decided on before the \
      first result.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @Option(help: "The row that the others are compared with, or all for all pairs (default: the sweep file's).")
  var reference: String?

  @Option(
    help: ArgumentHelp("Say how many more seeds would narrow each interval to ± this.", valueName: "half-width"))
  var settle: Double?

  @OptionGroup var layout: LayoutOptions

  func validate() throws {
    if let settle, !(settle > 0 && settle.isFinite) {
      throw ValidationError("--settle takes a number above 0, not \(settle)")
    }
  }

  func run() throws {
    let store = try ResultStore(readingFrom: directory)
    let (plan, results) = try store.metrics()
    let table = try Table(
      of: plan, metrics: results.values, damaged: results.damaged, metric: layout.metric, rows: layout.rows,
      columns: layout.columns)
    guard table.done > 0 else {
      throw NoResults(directory: directory, metric: table.metric.name, planned: table.planned)
    }
    let planned = table.rows?.name == plan.layout.rows ? plan.layout.reference?.description : nil
    let comparison = try TableComparison(of: table, reference: reference == "all" ? nil : reference ?? planned)
    print(ComparisonText(comparison, settling: settle).rendered(), terminator: "")
    try requireWhole(results.damaged, in: directory)
  }
}
