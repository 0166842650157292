public import Digests

/// A published file that is missing or is not what its makers published.
public struct DataFileError: Error, CustomStringConvertible {
  /// What is wrong with the file.
  public enum Problem: Sendable {
    /// It is in none of these places.
    case missing(searched: [String])
    /// It has another size than the published file.
    case wrongSize(path: String, byteCount: Int)
    /// It has the right size and another digest.
    case altered(path: String, sha256: Digest)
  }

  /// The name of the data set.
  public let dataset: String
  /// The file that was expected.
  public let expected: DataFile
  /// What is wrong.
  public let problem: Problem

  /// Two sentences: what is wrong with which file and what was expected; and the command that mends it.
  public var description: String {
    switch problem {
    case .missing(let places):
      """
      \(expected.name) of the data set \(dataset) (\(expected.expectation)) is in none of \
      \(places.joined(separator: ", ")). Run `\(remedy)`, or set REGNORM_DATA to a folder that holds it.
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
