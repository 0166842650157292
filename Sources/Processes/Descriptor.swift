import Glibc

/// An open file descriptor that this object owns and closes.
final class Descriptor {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// A pipe whose ends no child process inherits: children get exactly what they are given. (No other thread of ours
  /// starts processes, so none can start between the two calls.)
  static func pipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [-1, -1]
    try SystemError.check(Glibc.pipe(&ends), "make a pipe")
    let (reading, writing) = (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    try reading.closeOnExecution()
    try writing.closeOnExecution()
    return (reading, writing)
  }

  private func closeOnExecution() throws(SystemError) {
    try SystemError.check(fcntl(number, F_SETFD, FD_CLOEXEC), "prepare a pipe")
  }

  /// From now on a read that would wait answers at once that there is nothing.
  func doNotWait() throws(SystemError) {
    try SystemError.check(fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK), "prepare a pipe")
  }

  /// Writes all of `bytes`, waiting as long as it takes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw SystemError("write to a pipe")
      }
    }
  }

  /// At most `limit` bytes: nil at the end, empty where a read would wait.
  func read(limit: Int) throws(SystemError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      switch errno {
      case EINTR: continue
      case EAGAIN: return []
      default: throw SystemError("read from a pipe")
      }
    }
  }
}
