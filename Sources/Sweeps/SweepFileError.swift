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
