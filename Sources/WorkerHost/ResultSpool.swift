import Coordination
import Digests
import FoundationEssentials
import Glibc
import Messaging
import OperatingSystem

/// A worker's finished results until they are acknowledged. If the worker cannot deliver them, a later worker on the
/// same host does.
///
/// Each worker has one directory, for its results and its checkpoints, which it locks for its life. A directory without
/// a lock belongs to a worker that has ended; the next worker takes over its files. Each result is one file, named
/// after its journal, trial and attempt. The file holds the frame of `WorkerMessage.inherited`, which names the worker
/// that computed the result, and the frame's SHA-256.
struct ResultSpool {
  /// A result in the spool.
  typealias Kept = (finished: FinishedAttempt, computedBy: WorkerIdentifier)

  private let worker: WorkerIdentifier
  private let directory: String
  private let lock: FileLock

  /// A spool below `parent` for a worker. Takes over the results of earlier workers there.
  init(in parent: String, worker: WorkerIdentifier) throws {
    self.worker = worker
    directory = "\(parent)/\(worker)"
    try FileManager.default.createDirectory(
      atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Workers that start together take turns, because a directory that is made but not yet locked looks as if its
    // worker had ended.
    let turn = try Self.waitForTurn(in: parent)
    defer { withExtendedLifetime(turn) {} }
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let lock = try FileLock(Self.lock(in: directory)) else {
      throw SystemError("lock \(directory)", code: EWOULDBLOCK)
    }
    self.lock = lock
    for name in try FileManager.default.contentsOfDirectory(atPath: parent) where name != worker.text {
      try takeOver("\(parent)/\(name)")
    }
  }

  /// The folder for the checkpoints of this worker's trials. No other worker uses them; they are removed with the
  /// spool.
  var checkpoints: String { Self.checkpoints(in: directory) }

  /// Every result in the spool, and the paths of damaged files, whose trials run again. A damaged file is renamed so
  /// that later calls skip it.
  func results() throws -> (kept: [Kept], damaged: [String]) {
    var kept: [Kept] = []
    var damaged: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    where name.hasSuffix(Self.suffix) {
      let path = "\(directory)/\(name)"
      if let bytes = FileManager.default.contents(atPath: path), let frame = Self.frame(in: Array(bytes)),
        case .inherited(let finished, from: let worker) = try? WorkerMessage(frame: frame), finished.isIntact
      {
        kept.append((finished, worker))
      } else {
        rename(path, path + ".damaged")
        damaged.append(path + ".damaged")
      }
    }
    return (kept, damaged)
  }

  /// Keeps a result. The file appears whole or not at all.
  func keep(_ finished: FinishedAttempt) throws {
    let frame = WorkerMessage.inherited(finished, from: worker).frame
    try Data(frame + SHA256.hash(frame).bytes).write(to: URL(filePath: path(of: finished.attempt)), options: .atomic)
  }

  /// Removes a result.
  func discard(_ attempt: Attempt) { unlink(path(of: attempt)) }

  /// Removes the checkpoints, and the spool if it holds no result.
  func removeIfEmpty() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    try? FileManager.default.removeItem(atPath: checkpoints)
    guard !names.contains(where: { $0.contains(Self.suffix) }) else { return }
    unlink(Self.lock(in: directory))
    rmdir(directory)
  }

  private static let suffix = ".result"

  /// The frame in a file's bytes; nil if they do not end with its digest.
  private static func frame(in bytes: [UInt8]) -> [UInt8]? {
    let frame = bytes.dropLast(Digest.byteCount)
    return SHA256.hash(frame).bytes == Array(bytes.suffix(Digest.byteCount)) ? Array(frame) : nil
  }

  /// How long a worker waits for another worker that starts at the same time.
  private static let patience = Duration.seconds(10)

  private func path(of attempt: Attempt) -> String {
    "\(directory)/\(attempt.journal)-\(attempt.trial)-\(attempt.number)\(Self.suffix)"
  }

  private func takeOver(_ other: String) throws {
    guard let lock = try? FileLock(Self.lock(in: other)) else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: other)) ?? [] where name.hasSuffix(Self.suffix) {
      rename("\(other)/\(name)", "\(directory)/\(name)")
    }
    try? FileManager.default.removeItem(atPath: Self.checkpoints(in: other))
    unlink(Self.lock(in: other))
    rmdir(other)
    withExtendedLifetime(lock) {}
  }

  private static func waitForTurn(in parent: String) throws(SystemError) -> FileLock {
    let clock = SuspendingClock()
    let end = clock.now + patience
    while true {
      if let lock = try FileLock(lock(in: parent)) { return lock }
      guard clock.now < end else {
        throw SystemError(
          "lock \(lock(in: parent)), which another process has held for \(patience / .seconds(1)) s", code: EWOULDBLOCK)
      }
      usleep(20_000)
    }
  }

  private static func checkpoints(in directory: String) -> String { "\(directory)/checkpoints" }

  /// The lock file of a spool's directory, or of the directory of all spools.
  private static func lock(in directory: String) -> String { "\(directory)/lock" }
}
