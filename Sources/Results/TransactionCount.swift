import Glibc
import OperatingSystem

/// The file beside a database that holds the number of committed transactions.
///
/// The file is written after each commit. If the database holds fewer transactions than the file says, some were lost:
/// the write-ahead log was cut or removed, an older file was put back, or one part of a copy is older than another. The
/// file is not synchronized to the disk: after a power failure its number may be too small, never too large.
final class TransactionCount: Sendable {
  /// The file's name in a directory of results.
  static let fileName = "transactions"
  /// The number of digits of the largest number, so that the file keeps its length.
  private static let width = 19

  private let path: String
  private let descriptor: CInt

  /// Opens the file in `directory`. A missing file is made, with `count`: it appears with its number, however early this
  /// process is killed.
  init(in directory: String, startingAt count: Int) throws(StoreError) {
    path = directory + "/" + Self.fileName
    if access(path, F_OK) != 0, errno == ENOENT {
      do throws(UnwritableFile) { try OutputFile.write(Self.line(of: count), to: path) } catch {
        throw .inaccessible(path: path, detail: error.reason)
      }
    }
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inaccessible(path: path, detail: SystemError.reason()) }
    try record(count)
    guard fsync(descriptor) == 0 else { throw .inaccessible(path: path, detail: SystemError.reason()) }
    try synchronizeDirectory(directory)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Writes that `count` transactions are committed.
  func record(_ count: Int) throws(StoreError) {
    let line = Self.line(of: count)
    guard pwrite(descriptor, line, line.count, 0) == line.count else {
      throw .inaccessible(path: path, detail: SystemError.reason())
    }
  }

  private static func line(of count: Int) -> [UInt8] {
    let digits = String(count)
    return Array((String(repeating: " ", count: width - digits.count) + digits + "\n").utf8)
  }

  /// The number in the file in `directory`; nil if the file is missing. Throws if the file holds no number.
  static func recorded(in directory: String) throws(StoreError) -> Int? {
    let path = directory + "/" + fileName
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .inaccessible(path: path, detail: SystemError.reason())
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: width + 2)
    let length = pread(descriptor, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
    guard length == width + 1, text.hasSuffix("\n"), let count = Int(text.dropLast().drop { $0 == " " }), count >= 0
    else { throw .damaged(path: path, detail: "it should hold a number of \(width) characters") }
    return count
  }
}
