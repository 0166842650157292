import ArgumentParser
import OperatingSystem
import Reporting
import Results
import SharedCommands
import Trials

/// `regnorm compare DIR`: which rows of a table differ, by how much, and with what certainty.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the rows of a sweep's table: differences with intervals, tests corrected for their number.",
    discussion: """
      In every column the other rows are compared with the reference, which is the sweep file's or --reference; without \
      one, all pairs are. Rows are paired by their common seeds. The answer "they differ" needs the paired t test and the \
      exact sign-flip test, both corrected by Holm over the column's comparisons; where so few seeds cannot reach 0.05, the \
      line says so. Diverged runs count as the sweep file says, and their number is shown.

        regnorm compare results/imbalanced-mnist --reference gain --settle 1.5

      The answer depends only on the set of results. It is exploratory if the comparison was not planned before the first \
      result.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @Option(help: "The row that the others are compared with (default: the sweep file's).")
  var reference: String?

  @Flag(
    name: .customLong("all-pairs"), help: "Compare every row with every other, whatever the sweep file's reference.")
  var comparesAllPairs = false

  @Option(
    help: ArgumentHelp("Say how many more seeds would narrow each interval to ± this.", valueName: "half-width"))
  var settle: Double?

  @Option(
    help: ArgumentHelp(
      "Say how probable a difference below, within and above ± this is, and test whether it lies within.",
      valueName: "difference"))
  var margin: Double?

  @OptionGroup var layout: LayoutOptions

  func validate() throws {
    if comparesAllPairs && reference != nil {
      throw ValidationError("--all-pairs has no --reference: state one of the two")
    }
    if let margin, !(margin > 0 && margin.isFinite) {
      throw ValidationError("--margin takes a number above 0, not \(margin)")
    }
    if let settle, !(settle > 0 && settle.isFinite) {
      throw ValidationError("--settle takes a number above 0, not \(settle)")
    }
  }

  func run() throws {
    let table = try layout.table(of: directory)
    let baseline: TableComparison.Baseline =
      if comparesAllPairs { .allPairs } else if let reference { .row(reference) } else { .planned }
    let comparison = try TableComparison(of: table, with: baseline)
    print(ComparisonText(comparison, settling: settle, margin: margin).rendered(), terminator: "")
    try requireWhole(table.damaged, in: directory)
  }
}
