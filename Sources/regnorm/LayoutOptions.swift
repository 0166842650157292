import ArgumentParser
import Reporting
import Results
import Trials

/// The options that change a table's metric and layout from those of the sweep file.
struct LayoutOptions: ParsableArguments {
  @Option(help: "The metric to show, or seconds, the time of a trial (default: the sweep's own metric).")
  var metric: String?

  @Option(help: "The axis whose values are the rows (default: the sweep file's).")
  var rows: String?

  @Option(help: "The axis whose values are the columns (default: the sweep file's).")
  var columns: String?
}

extension LayoutOptions {
  /// The table of the results in `directory`. Throws `NoResults` if there are none yet.
  func table(of directory: String, spread: Spread = .standardError) throws -> Table {
    let (plan, results, builds) = try ResultStore(readingFrom: directory).metrics(
      withSeconds: metric == Metric.seconds.name)
    let table = try Table(
      of: plan, metrics: results.values, damaged: results.damaged, builds: Array(builds), metric: metric, rows: rows,
      columns: columns, spread: spread)
    guard table.done > 0 else {
      throw NoResults(directory: directory, metric: table.metric.name, planned: table.planned)
    }
    return table
  }
}
