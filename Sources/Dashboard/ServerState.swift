import Synchronization

/// What a server's task tells the thread that waits for it.
final class ServerState: Sendable {
  private struct Contents {
    var place: ListeningAddress?
    var error: (any Error)?
  }

  private let contents = Mutex(Contents())

  /// Where the server listens; nil before it does.
  var place: ListeningAddress? { contents.withLock { $0.place } }

  /// Why the server ended; nil while it runs.
  var error: (any Error)? { contents.withLock { $0.error } }

  /// Notes where the server listens, and answers whether it is the first time.
  func started(at place: ListeningAddress) -> Bool {
    contents.withLock { contents in
      defer { contents.place = place }
      return contents.place == nil
    }
  }

  func ended(with error: any Error) { contents.withLock { $0.error = error } }
}
