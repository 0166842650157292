import Trials

/// One thing wrong in a sweep file, with the place where it is written.
public struct SweepFileError: Error, Hashable, Sendable {
  /// The file, as it was named by the user.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int
  /// The keys that lead to the place, joined by dots: `grid.normalization`; empty where the text is not YAML.
  public let key: String
  /// What is wrong, what was expected and, where there is one, the nearest valid name.
  public let message: String

  /// An error at a place.
  public init(file: String, line: Int, column: Int, key: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.message = message
  }
}

extension SweepFileError: CustomStringConvertible {
  /// `FILE:LINE: KEY: MESSAGE`, one line whatever the file holds.
  public var description: String {
    "\(file):\(line): \(key.isEmpty ? message : "\(key): \(message)")".printable
  }
}

/// Everything wrong in a sweep file, as far as it could be read.
public struct SweepFileErrors: Error, Sendable, CustomStringConvertible {
  /// The errors in the order of their places; never empty.
  public let errors: [SweepFileError]

  init(_ errors: [SweepFileError]) {
    precondition(!errors.isEmpty, "an error without errors")
    self.errors = errors.sorted { ($0.line, $0.column, $0.key, $0.message) < ($1.line, $1.column, $1.key, $1.message) }
  }

  /// One error on a line of its own, or a count and one line for each.
  public var description: String {
    let lines = errors.map(\.description)
    return lines.count == 1 ? lines[0] : "\(lines.count) errors\n" + lines.joined(separator: "\n")
  }
}

/// A sweep file that cannot be read at all.
public struct UnreadableSweepFile: Error, Sendable, CustomStringConvertible {
  /// The file, as it was named by the user.
  public let file: String
  /// Why it cannot be read.
  public let reason: String

  /// One sentence with the file and the reason.
  public var description: String { "cannot read the sweep file \(file): \(reason)" }
}
