import ArgumentParser

/// What a table of results shows, and how it is laid out, where the sweep file's own way is not wanted.
struct LayoutOptions: ParsableArguments {
  @Option(help: "The metric to show (default: the sweep's own).")
  var metric: String?

  @Option(help: "The axis whose values are the rows (default: the sweep file's).")
  var rows: String?

  @Option(help: "The axis whose values are the columns (default: the sweep file's).")
  var columns: String?
}
