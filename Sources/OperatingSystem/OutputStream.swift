import Glibc

/// A file that a person asked for, written in parts as `OutputFile` writes it at once: a regular file is replaced when
/// `finish` is called, and stays as it was where it is not.
public final class OutputStream {
  private enum Target {
    case descriptor(FileDescriptor)
    case replacement(FileReplacement)
  }

  private let path: String
  private let target: Target
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  /// Begins to write `path`.
  public init(to path: String) throws(UnwritableFile) {
    self.path = path
    do { target = try Self.target(of: path) } catch { throw UnwritableFile(path: path, cause: error) }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Writes `text`, at the latest when `finish` is called.
  public func write(_ text: String) throws(UnwritableFile) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes `bytes`, at the latest when `finish` is called.
  public func write(_ bytes: [UInt8]) throws(UnwritableFile) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Ends the file, and puts it in the place of an earlier one.
  public func finish() throws(UnwritableFile) {
    try flush()
    guard case .replacement(let replacement) = target else { return }
    do { try replacement.commit() } catch { throw UnwritableFile(path: path, cause: error) }
  }

  private func flush() throws(UnwritableFile) {
    do {
      switch target {
      case .descriptor(let descriptor): try descriptor.write(buffer)
      case .replacement(let replacement): try replacement.file.write(buffer)
      }
    } catch { throw UnwritableFile(path: path, cause: error) }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func target(of path: String) throws(SystemError) -> Target {
    switch try OutputPlace(path) {
    case .descriptor(let descriptor): .descriptor(descriptor)
    case .stream(let path): .descriptor(try FileDescriptor(path, O_WRONLY | O_NOCTTY))
    case .file(let file): .replacement(try FileReplacement(of: file))
    }
  }
}
