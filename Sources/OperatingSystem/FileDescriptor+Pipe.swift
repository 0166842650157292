import Glibc

extension FileDescriptor {
  /// A pipe whose ends no child process inherits unless they are handed over. (No other thread of ours starts
  /// processes, so none can start between the two calls.)
  public static func pipe() throws(SystemError) -> (reading: FileDescriptor, writing: FileDescriptor) {
    var ends: [CInt] = [-1, -1]
    try SystemError.check(Glibc.pipe(&ends), "make a pipe")
    for end in ends { try SystemError.check(fcntl(end, F_SETFD, FD_CLOEXEC), "make a pipe") }
    return (FileDescriptor(owning: ends[0], name: "a pipe"), FileDescriptor(owning: ends[1], name: "a pipe"))
  }

  /// Makes a read that would wait return at once, with no bytes.
  public func doNotWait() throws(SystemError) {
    try SystemError.check(fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK), "prepare \(name)")
  }
}
