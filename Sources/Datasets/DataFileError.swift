public import Digests

/// A published file that is missing or is not what its makers published.
public struct DataFileError: Error, CustomStringConvertible {
  /// The problem with a file.
  public enum Problem: Sendable {
    /// The file is in none of these places.
    case missing(searched: [String])
    /// The file has another size than the published one.
    case wrongSize(path: String, byteCount: Int)
    /// The file has the right size and another digest.
    case altered(path: String, sha256: Digest)
  }

  /// The name of the data set.
  public let dataset: String
  /// The file that was expected.
  public let expected: DataFile
  /// The problem.
  public let problem: Problem

  /// Two sentences: the file, its problem and what was expected; then the command that mends it.
  public var description: String {
    switch problem {
    case .missing(let places):
      """
      \(expected.name) of the data set \(dataset) (\(expected.expectation)) is in none of \
      \(places.joined(separator: ", ")). Run `\(remedy)`, or set REGNORM_DATA to a folder that holds the file.
      """
    case .wrongSize(let path, let byteCount):
      """
      \(path) is \(byteCount < expected.byteCount ? "cut short" : "too long"): it has \(byteCount) bytes, and \
      \(expected.expectation) were expected. Run `\(remedy)` to replace it.
      """
    case .altered(let path, let sha256):
      """
      \(path) is altered: its SHA-256 is \(sha256), and \(expected.expectation) were expected. \
      Run `\(remedy)` to replace it.
      """
    }
  }

  private var remedy: String { "regnorm data fetch \(dataset)" }
}
