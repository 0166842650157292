import Yams

/// A place in a text.
struct Place {
  /// The line, from 1.
  let line: Int
  /// The column, from 1.
  let column: Int

  init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }

  init?(_ mark: Mark?) {
    guard let mark else { return nil }
    self.init(mark)
  }
}
