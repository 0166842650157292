import Glibc

/// Writes `text` to standard error at once, without a buffer. A standard error that nobody reads is no reason to stop.
public func printError(_ text: String, terminator: String = "\n") {
  try? FileDescriptor(borrowing: STDERR_FILENO, name: "standard error").write(Array((text + terminator).utf8))
}
