/// The formats of a table.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned text with a frame and notes, for terminals.
  case text
  /// A GitHub-flavoured Markdown table.
  case markdown
  /// A LaTeX table for the packages booktabs and siunitx, with a caption and notes.
  case latex
  /// A Typst figure with a caption and notes.
  case typst
  /// HTML tables with notes, for embedding into a page.
  case html
  /// One line per cell in full precision (RFC 4180, lines ended by a line feed).
  case csv
  /// A list with one object per cell in full precision.
  case json
}

extension Table {
  /// The table in `format`, ended by a line feed.
  public func rendered(as format: TableFormat) -> String {
    switch format {
    case .text: TextTable(self).rendered()
    case .markdown: MarkdownTable(self).rendered()
    case .latex: LaTeXTable(self).rendered()
    case .typst: TypstTable(self).rendered()
    case .html: HTMLTable(self).rendered() + "\n"
    case .csv: csv
    case .json: json
    }
  }
}
