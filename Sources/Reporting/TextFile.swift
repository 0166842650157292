import Foundation

/// Files that reports are written to.
public enum TextFile {
  /// Writes `text` to the file at `path`, which is replaced as a whole; throws `UnwritableFile`.
  public static func write(_ text: String, to path: String) throws(UnwritableFile) {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw UnwritableFile(path: path, reason: cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)")
    }
  }
}

/// A file that cannot be written.
public struct UnwritableFile: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system says.
  public let reason: String

  /// The file and what the system says.
  public var description: String { "\(path) cannot be written: \(reason)." }
}
