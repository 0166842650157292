/// The ways to write a table.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned text with a frame and a legend, for terminals.
  case text
  /// A GitHub-flavoured Markdown table.
  case markdown
  /// A LaTeX table for the booktabs package, with its caption.
  case latex
  /// One line a cell in full precision (RFC 4180, lines ended by a line feed).
  case csv
  /// A list with one object a cell in full precision.
  case json
}

extension Table {
  /// The table in `format`, ended by a line feed.
  public func rendered(as format: TableFormat) -> String {
    switch format {
    case .text: TextTable(self).rendered()
    case .markdown: MarkdownTable(self).rendered()
    case .latex: LaTeXTable(self).rendered()
    case .csv: csv
    case .json: json
    }
  }
}
