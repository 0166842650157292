import Coordination
import FoundationEssentials
import Glibc
import Messaging
import OperatingSystem
import Synchronization

/// The list of keys as a running coordinator knows it: asked by every handshake and for every message, and read anew when
/// the file has changed.
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
    var list: AccessList
    var names: [PublicKey: WorkerName]
  }

  private let directory: AccessDirectory
  private let state: Mutex<State>

  /// The list of `directory`, as it stands.
  init(_ directory: AccessDirectory) throws {
    self.directory = directory
    state = Mutex(State(stamp: nil, list: AccessList(), names: [:]))
    try follow()
  }

  /// The name under which `key` is registered; nil where the key is not, or not any more.
  func name(of key: PublicKey) -> WorkerName? { state.withLock { $0.names[key] } }

  /// Whether a key may come to a socket: a registered one to both, any other to the control port while a token lives.
  func admits(_ key: PublicKey, to domain: AccessDomain) -> Bool {
    state.withLock { state in
      state.names[key] != nil || domain == .control && state.list.hasLiveToken(at: Date())
    }
  }

  /// Reads the list anew where its file has changed. Throws where it is gone or cannot be read, once for each change; the
  /// coordinator goes on with what it knows, because a file system that fails for a moment must not cost the fleet.
  func follow() throws {
    let stamp = Stamp(of: directory.listPath)
    guard stamp != state.withLock({ $0.stamp }) else { return }
    state.withLock { $0.stamp = stamp }
    guard stamp != nil else { throw SystemError("find \(directory.listPath)", code: ENOENT) }
    let list = try directory.list()
    state.withLock { state in
      state.list = list
      state.names = Dictionary(list.workers.map { ($0.key, $0.name) }) { first, _ in first }
    }
  }

  /// Registers a key by a token; durable when this returns.
  func enrol(_ key: PublicKey, as name: WorkerName, by token: EnrolmentToken) throws {
    try directory.update { try $0.enrol(key, as: name, by: token, at: Date()) }
    try follow()
  }
}
