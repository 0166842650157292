import Glibc

/// A thread that runs one closure, until the closure ends by itself or is asked to.
public final class BackgroundThread: Sendable {
  private let thread: pthread_t
  private let stop: (reading: FileDescriptor, writing: FileDescriptor)

  /// Starts `body` on a thread of its own. Its argument becomes readable when the thread is to end.
  public init(_ body: @escaping @Sendable (FileDescriptor) -> Void) throws(SystemError) {
    let stop = try FileDescriptor.pipe()
    thread = try makeThread { body(stop.reading) }
    self.stop = stop
  }

  /// Asks the closure to end and waits until it has; to be called once.
  public func end() {
    try? stop.writing.write([0])
    pthread_join(thread, nil)
  }
}
