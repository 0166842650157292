import ArgumentParser
import Reporting
import Results

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

      Seeds that diverged or ended early are counted under their chart. Like the table, the page depends on the set of \
      results alone, and it can be written while the sweep is running.
      """)

  @Argument(help: "The directory of results: what regnorm run was given as --out.", completion: .directory)
  var directory: String

  @OptionGroup var layout: LayoutOptions

  @Option(help: "The file to write to, replaced as a whole.", completion: .file(extensions: ["html"]))
  var output = "report.html"

  func run() throws {
    try OutputFile.requireWritable(output)
    let report = try Report(of: try ResultStore(readingFrom: directory))
    let page = try report.html(metric: layout.metric, rows: layout.rows, columns: layout.columns)
    try OutputFile.write(page, to: output)
    print(output)
  }
}
