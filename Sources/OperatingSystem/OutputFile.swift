public import Glibc

/// Writes a file that a person asked for. The program writes to a path that a person named in no other way.
///
/// A regular file is replaced as a whole and keeps its mode and its owner. A symbolic link stays, and its target is
/// written. Bytes for a device or a FIFO go to the device or FIFO. `-`, and every path that leads to standard output,
/// is standard output.
public enum OutputFile {
  /// The path that stands for standard output.
  public static let standardOutput = "-"

  /// Writes `text` to `path`.
  public static func write(_ text: String, to path: String) throws(UnwritableFile) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes `bytes` to `path`.
  public static func write(_ bytes: [UInt8], to path: String) throws(UnwritableFile) {
    let result: Result<Void, UnwritableFile> = bytes.withUnsafeBytes { bytes in
      Result { () throws(UnwritableFile) in try write(bytes, to: path) }
    }
    try result.get()
  }

  /// Writes `bytes` to `path`. A regular file gets the `modificationTime`, if one is given.
  public static func write(
    _ bytes: UnsafeRawBufferPointer, to path: String, modificationTime: timespec? = nil
  ) throws(UnwritableFile) {
    do {
      switch try OutputPlace(path) {
      case .descriptor(let descriptor): try descriptor.write(bytes)
      case .stream(let path): try FileDescriptor(path, O_WRONLY | O_NOCTTY).write(bytes)
      case .file(let file): try file.replace(with: bytes, modificationTime: modificationTime)
      }
    } catch {
      throw UnwritableFile(path: path, cause: error)
    }
  }

  /// Throws the error that `write` would throw, as far as it can be known before writing.
  public static func requireWritable(_ path: String) throws(UnwritableFile) {
    do {
      switch try OutputPlace(path) {
      case .descriptor: break
      case .stream(let path): try SystemError.check(access(path, W_OK), "write to \(path)")
      case .file(let file): try file.requireReplaceable()
      }
    } catch {
      throw UnwritableFile(path: path, cause: error)
    }
  }

  /// The file that a write to `path` changes: the end of all symbolic links, whether that file exists or not.
  public static func target(of path: String) throws(UnwritableFile) -> String {
    do {
      guard case .file(let file) = try OutputPlace(path) else { return path }
      return file.path
    } catch {
      throw UnwritableFile(path: path, cause: error)
    }
  }
}
