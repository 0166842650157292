import Glibc

/// Starts a thread that runs `body` and ends with it, or with the process.
public func startThread(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
  pthread_detach(try makeThread(body))
}

/// A new thread that runs `body`, to be joined or detached.
func makeThread(_ body: @escaping @Sendable () -> Void) throws(SystemError) -> pthread_t {
  final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let work = Unmanaged.passRetained(Work(body))
  let code = pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
      return nil
    }, work.toOpaque())
  guard code == 0 else {
    work.release()
    throw SystemError("start a thread", code: code)
  }
  return thread
}
