import Dispatch
import GRDB
import Synchronization

/// The check of a whole database, on a thread and a connection of its own, beside the first reading or writing.
final class StructureCheck: Sendable {
  private let end = DispatchGroup()
  private let failure = Mutex<(any Error)?>(nil)

  /// Starts the check of the database at `path`, which SQLite opens at `address`.
  init(ofDatabase path: String, at address: String) {
    DispatchQueue.global().async(group: end) { [self] in
      do {
        try ResultStore.translatingErrors(at: path) {
          let connection = try DatabaseQueue(path: address, configuration: ResultStore.configuration(readOnly: true))
          let problems = try connection.read { try ResultStore.structuralProblems($0) }
          if let problem = problems.first { throw StoreError.damaged(path: path, detail: problem) }
        }
      } catch { self.failure.withLock { $0 = error } }
    }
  }

  /// Waits for the end of the check. Throws `StoreError.damaged` if the check found a fault.
  func requireSound() throws {
    end.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// What `body` returns, if the check finds no fault. A fault explains more than an error of `body`.
  func beside<Value>(_ body: () throws -> Value) throws -> Value {
    let value = Result(catching: body)
    try requireSound()
    return try value.get()
  }
}
