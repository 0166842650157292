import ArgumentParser
import OperatingSystem
import Plans
import Reporting
import Results
import SharedCommands
import Trials

/// `regnorm report DIR`: a page with a sweep's tables, learning curves and pictures.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page with a sweep's tables, learning curves and pictures.",
    discussion: """
      One HTML file that needs nothing beside it, neither scripts nor a network: send it, print it, keep it. It holds

        the tables of every metric, as regnorm table prints them, --metric first;
        a chart for every curve, with a line for each row of the table: the mean over the seeds, and a band of one \
      standard error around it (long curves are averaged in windows, and the caption says how wide they are);
        the pictures that trials kept with their results, cell by cell and seed by seed;
        what ran: settings, hosts, builds, and the last failures.

      Seeds that diverged are left out of every chart. Its caption counts them and the seeds that ended early, and says how \
      many seeds there are where some are missing. The page can be written while the sweep is running, and then counts what \
      failed and is running. Once all trials are done the page depends only on the set of results, except for its last section.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @OptionGroup var layout: LayoutOptions

  @Option(
    help: "The file to write to, replaced as a whole; - is standard output.", completion: .file(extensions: ["html"]),
    transform: userPath)
  var output = "report.html"

  func run() throws {
    try OutputFile.requireWritable(output)
    let sweep = try ResultStore(readingFrom: directory).sweep(failures: 20)
    let report = Report(of: sweep, task: try? experiments.experiment(named: sweep.plan.task).task)
    let page = try report.html(metric: layout.metric, rows: layout.rows, columns: layout.columns)
    try OutputFile.write(page, to: output)
    if output != OutputFile.standardOutput { print(output) }
    try requireWhole(sweep.damaged, in: directory)
  }
}
