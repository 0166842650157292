import Trials

/// One error in a sweep file, with its place.
public struct SweepFileError: Error, Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1.
  public let column: Int
  /// The keys that lead to the place, joined by dots: `grid.normalization`. Empty if the text is not YAML.
  public let key: String
  /// The problem, what was expected and, if one is near, the nearest valid name.
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
  /// `FILE:LINE: KEY: MESSAGE`, always one line.
  public var description: String {
    "\(file):\(line): \(key.isEmpty ? message : "\(key): \(message)")".printable
  }
}
