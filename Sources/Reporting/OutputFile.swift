import Foundation

/// Files that people ask results to be written to.
public enum OutputFile {
  /// Writes `text` to the file at `path`, which is replaced as a whole.
  public static func write(_ text: String, to path: String) throws(UnwritableFile) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes `bytes` to the file at `path`, which is replaced as a whole.
  public static func write(_ bytes: [UInt8], to path: String) throws(UnwritableFile) {
    do { try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw UnwritableFile(path: path, reason: systemReason(of: error))
    }
  }

  /// Throws what `write` would, as far as it can be known before there is anything to write.
  public static func requireWritable(_ path: String) throws(UnwritableFile) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw UnwritableFile(path: path, reason: systemReason(of: EISDIR))
    }
    // The file is replaced by a neighbour: what counts is the right to write to its directory.
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard access(directory, W_OK) == 0 else { throw UnwritableFile(path: path, reason: systemReason(of: errno)) }
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
