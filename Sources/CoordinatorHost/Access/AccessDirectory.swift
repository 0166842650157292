public import Coordination
import FoundationEssentials
import Glibc
public import Messaging
import OperatingSystem

/// The folder `access` in a directory of results: the coordinator's keys, the keys of this host's own workers, and the
/// list of admitted keys. Only its owner can read it.
///
/// The list alone decides who is admitted. Commands change it under a lock, whether or not a coordinator runs; a
/// running coordinator follows the file.
public struct AccessDirectory: Sendable {
  public let path: String

  /// The name of the workers on the coordinator's own host.
  public static let localName = WorkerName(host: "local")

  /// The folder within `results`. Does not make the folder.
  public init(in results: String) { path = "\(results)/access" }

  var listPath: String { "\(path)/list.json" }

  /// The access file of the coordinator's own host.
  public var localPath: String { "\(path)/local.access" }

  /// The access of the coordinator's own host; nil before the first coordinator has run.
  public func local() throws -> AccessFile? { try AccessFile(at: localPath) }

  /// The list; empty if nothing was registered yet.
  public func list() throws -> AccessList {
    guard let bytes = try SecretFile.read(listPath) else { return AccessList() }
    do {
      return try JSONDecoder().decode(AccessList.self, from: Data(bytes))
    } catch {
      throw DamagedList(path: listPath)
    }
  }

  /// Changes the list by `change`. The changed list is on the disk when this returns.
  public func update<Answer>(_ change: (inout AccessList) throws -> Answer) throws -> Answer {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var list = try list()
    let answer = try change(&list)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try SecretFile.replace(listPath, Array(try encoder.encode(list)) + Array("\n".utf8))
    return answer
  }

  /// The coordinator's key pair. Makes the pair and the access of its own host if they are missing, and registers the
  /// latter.
  func prepare() throws -> KeyPair {
    let coordinator = try access(named: WorkerName(host: "coordinator"), at: "\(path)/coordinator.access")
    let local = try access(named: Self.localName, at: localPath)
    try update { try $0.register(local.pair.publicKey, as: local.name, at: Date()) }
    return coordinator.pair
  }

  private func access(named name: WorkerName, at path: String) throws -> AccessFile {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    if let access = try AccessFile(at: path) { return access }
    let access = AccessFile(newFor: name)
    try access.create(path)
    return access
  }

  /// Makes the folder and waits for its lock.
  private func lock() throws -> FileLock? {
    try makeFolders(path)
    try SystemError.check(chmod(path, 0o700), "close \(path) to others")
    return try FileLock(FileDescriptor("\(path)/lock", O_RDWR | O_CREAT, mode: 0o600)) { descriptor, _ in
      flock(descriptor, LOCK_EX)
    }
  }

  /// A list that cannot be read.
  struct DamagedList: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "\(path) is no list of keys any more: put a copy of it back, or remove it and enrol every worker anew"
    }
  }
}
