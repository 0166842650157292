import Glibc

/// Writes `text` to standard error at once, without a buffer. Failures are ignored: a process must not stop because
/// nobody reads its standard error.
public func printError(_ text: String, terminator: String = "\n") {
  try? FileDescriptor(borrowing: STDERR_FILENO, name: "standard error").write(Array((text + terminator).utf8))
}
