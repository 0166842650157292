import Foundation

/// Writes `text` to the file at `path`, which is replaced as a whole; throws `UnwritableFile`.
public func write(_ text: String, toFile path: String) throws(UnwritableFile) {
  do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
    let system = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    throw UnwritableFile(path: path, reason: (system ?? error as NSError).localizedFailureReason ?? "\(error)")
  }
}

/// A file that cannot be written.
public struct UnwritableFile: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system says.
  public let reason: String

  /// The file and what the system says.
  public var description: String { "\(path) cannot be written: \(reason)" }
}
