import Synchronization

/// Why a server ended, told from its task to the thread that waits for it.
final class Failure: Sendable {
  private let error = Mutex<(any Error)?>(nil)

  func note(_ error: any Error) { self.error.withLock { $0 = error } }

  func error(at address: ListeningAddress) -> CannotServe {
    CannotServe(address: address, reason: error.withLock { $0 }.map { "\($0)" } ?? "it ended")
  }
}

/// A dashboard that cannot listen, or no longer.
public struct CannotServe: Error, CustomStringConvertible {
  let address: ListeningAddress
  let reason: String

  /// What happened and what to do.
  public var description: String {
    "the dashboard cannot serve at \(address): \(reason). Where another program listens there, state another port with --http"
  }
}
