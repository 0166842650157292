public import ArgumentParser
import OperatingSystem
import Reporting
import Results
import SharedCommands
import Trials

/// `regnorm table DIR`: the comparison table of a directory of results.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print the table of a sweep's results: mean ± standard error over the seeds of every cell.",
    discussion: """
      Rows and columns are those of the sweep file; each combination of the remaining axes gets a table of its own, and a \
      zip counts as one axis. The cells of a column are compared (those of a row, if the columns have the axis of the sweep \
      file's rows): the best one is marked with *, and so is every cell that is not shown to differ from it by the paired t \
      test and the exact sign-flip test, corrected by Holm over all pairs. † marks what differs from the sweep file's \
      reference. Where the seeds are too few for any difference to be found, nothing is marked, and the table says so.

      A cell with fewer results than planned shows its n, a cell without results shows a dash. Trials that diverged count as \
      the sweep file says; they and results without the metric are counted beside the mean. No cell that lacks values is \
      marked alone.

      Decimals follow the numbers after the ± in a column. Usually there are two: more if two show no digit of the largest, \
      fewer if two show more than two digits of the smallest. Very large and very small numbers are in scientific form, \
      (2.0±1.0)e30.

      The table depends on the set of results alone, not on the order in which they came or the number of workers, and it \
      can be printed while the sweep is running. latex and typst have notes under the table. csv and json hold every cell in full precision, with the samples by seed.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @Option(help: "How to write the table.")
  var format = TableFormat.text

  @Option(help: "What stands after the ±: error, the standard error, or interval, half of the 95 % interval.")
  var spread = Spread.standardError

  @OptionGroup var layout: LayoutOptions

  @Option(
    help: "The file to write to, replaced as a whole; - is standard output.", completion: .file(), transform: userPath)
  var output = OutputFile.standardOutput

  func run() throws {
    let table = try layout.table(of: directory, spread: spread)
    try OutputFile.write(table.rendered(as: format), to: output)
    try requireWhole(table.damaged, in: directory)
  }
}

extension TableFormat: ExpressibleByArgument {}

extension Spread: ExpressibleByArgument {}
