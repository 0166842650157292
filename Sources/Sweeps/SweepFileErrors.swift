/// All errors in a sweep file, as far as the file can be read.
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
