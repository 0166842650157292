import Coordination
import FoundationEssentials
import Glibc
import Messaging
import OperatingSystem
import Synchronization

/// The list of keys as a running coordinator knows it. Every handshake and every message consults the list. It is read
/// again when the file has changed.
final class AccessRoster: Sendable {
  private struct Stamp: Equatable {
    let inode: ino_t
    let seconds: Int
    let nanoseconds: Int

    init?(of path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      inode = status.st_ino
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private struct State {
    var stamp: Stamp?
    var list = AccessList()
    var names: [PublicKey: WorkerName] = [:]
    var failure: (any Error)?

    mutating func follow(_ directory: AccessDirectory) {
      let stamp = Stamp(of: directory.listPath)
      guard stamp != self.stamp else { return }
      self.stamp = stamp
      do {
        guard stamp != nil else { throw SystemError("find \(directory.listPath)", code: ENOENT) }
        list = try directory.list()
        names = Dictionary(list.workers.map { ($0.key, $0.name) }) { first, _ in first }
      } catch {
        failure = error
      }
    }
  }

  private let directory: AccessDirectory
  private let state = Mutex(State())

  /// Reads the list of `directory`. Throws if it cannot be read.
  init(_ directory: AccessDirectory) throws {
    self.directory = directory
    follow()
    if let failure = takeFailure() { throw failure }
  }

  /// The name under which `key` is registered; nil if it is not registered.
  func name(of key: PublicKey) -> WorkerName? { state.withLock { $0.names[key] } }

  /// Whether the present list admits a key to a socket: a registered key to both, any other key to the control port
  /// while a token is valid.
  func admits(_ key: PublicKey, to domain: AccessDomain) -> Bool {
    state.withLock { state in
      state.follow(directory)
      return state.names[key] != nil || domain == .control && state.list.hasLiveToken(at: Date())
    }
  }

  /// Reads the list again if its file has changed. If the file is missing or unreadable, the coordinator keeps the list
  /// it knows, because a brief failure of the file system must not cost the fleet.
  func follow() { state.withLock { $0.follow(directory) } }

  /// Returns why the list could not be read; nil unless that happened since the last call.
  func takeFailure() -> (any Error)? {
    state.withLock { state in
      defer { state.failure = nil }
      return state.failure
    }
  }

  /// Registers a key by a token. The registration is durable when this returns.
  func enrol(_ key: PublicKey, as name: WorkerName, by token: EnrolmentToken) throws {
    try directory.update { try $0.enrol(key, as: name, by: token, at: Date()) }
    follow()
  }
}
