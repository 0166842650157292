import Glibc

/// A thread that runs one closure to its end.
public final class BackgroundThread: Sendable {
  private let thread: pthread_t

  /// Starts `body` on a thread of its own.
  public init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw SystemError("start a thread", code: code)
    }
    self.thread = thread
  }

  /// Waits until the closure has ended; to be called once.
  public func join() { pthread_join(thread, nil) }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
