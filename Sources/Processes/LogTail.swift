import Glibc
import OperatingSystem

/// What a child process writes to its standard error: passed on to ours, and the last lines kept.
struct LogTail {
  /// Nil once the child has closed its end.
  private(set) var input: FileDescriptor?
  private var bytes: [UInt8] = []

  /// The most bytes that are kept.
  static let limit = 4_096

  init(_ input: FileDescriptor) { self.input = input }

  /// Passes on what is there, without waiting for more.
  mutating func relay() {
    while let input {
      // What cannot be read any more has ended.
      guard let read = (try? input.read(limit: 1 << 14)) ?? nil else { return self.input = nil }
      if read.isEmpty { return }
      try? FileDescriptor(borrowing: STDERR_FILENO, name: "standard error").write(read)
      bytes = Array((bytes + read).suffix(Self.limit))
    }
  }

  /// Forgets the lines that are there: another trial begins.
  mutating func clear() { bytes = [] }

  /// The last whole lines; empty where there is none.
  var text: String {
    let isCut = bytes.count == Self.limit
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return (isCut && lines.count > 1 ? lines.dropFirst() : lines[...]).joined(separator: "\n")
  }
}
