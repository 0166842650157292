import Coordination
import FoundationEssentials
import Glibc
import Messaging

/// Where a worker keeps finished results until they are acknowledged, so that a later worker on the same host can deliver
/// what this one could not.
///
/// One directory a worker, locked for its life; a directory whose lock is free belongs to a worker that is gone, and the
/// next worker takes its files over. One file a result: the frame of `WorkerMessage.result`.
struct ResultSpool {
  private let directory: String
  private let lock: Descriptor

  /// A spool below `parent` for a worker, with everything that workers before it left there.
  init(in parent: String, worker: WorkerIdentifier) throws {
    directory = "\(parent)/\(worker)"
    try FileManager.default.createDirectory(
      atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Workers that start together do so one after the other: between its making and its locking, a directory looks as if
    // its worker were gone.
    let turn = try Self.waitForTurn(in: parent)
    defer { withExtendedLifetime(turn) {} }
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let lock = Self.lock(directory) else { throw SystemError("lock \(directory)") }
    self.lock = lock
    for name in try FileManager.default.contentsOfDirectory(atPath: parent) where name != worker.text {
      try takeOver("\(parent)/\(name)")
    }
  }

  /// Every result in the spool; a file that cannot be read is skipped, because its trial runs again anyway.
  func results() throws -> [(attempt: Attempt, result: [UInt8], seconds: Double)] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted().compactMap { name in
      guard name.hasSuffix(Self.suffix), let frame = FileManager.default.contents(atPath: "\(directory)/\(name)"),
        case .result(let attempt, let result, let seconds) = try? WorkerMessage(frame: Array(frame))
      else { return nil }
      return (attempt, result, seconds)
    }
  }

  /// Keeps a result. The file appears whole or not at all.
  func keep(_ attempt: Attempt, result: [UInt8], seconds: Double) throws {
    let frame = WorkerMessage.result(attempt, result: result, seconds: seconds).frame
    try Data(frame).write(to: URL(filePath: path(of: attempt)), options: .atomic)
  }

  /// Forgets a result.
  func discard(_ attempt: Attempt) { unlink(path(of: attempt)) }

  /// Removes the spool where nothing is left in it.
  func removeIfEmpty() {
    guard (try? results().isEmpty) == true else { return }
    unlink("\(directory)/lock")
    rmdir(directory)
  }

  private static let suffix = ".result"

  private func path(of attempt: Attempt) -> String { "\(directory)/\(attempt.trial)-\(attempt.number)\(Self.suffix)" }

  private func takeOver(_ other: String) throws {
    guard let lock = Self.lock(other) else { return }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: other)) ?? [] where name.hasSuffix(Self.suffix) {
      rename("\(other)/\(name)", "\(directory)/\(name)")
    }
    unlink("\(other)/lock")
    rmdir(other)
    withExtendedLifetime(lock) {}
  }

  private static func waitForTurn(in parent: String) throws(SystemError) -> Descriptor {
    let path = "\(parent)/lock"
    let descriptor = Descriptor(
      owning: try SystemError.check(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644), "open \(path)"))
    while flock(descriptor.number, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SystemError("lock \(path)") }
    }
    return descriptor
  }

  /// The lock of a spool's directory; nil where its worker is alive. The kernel gives it back when the process ends.
  private static func lock(_ directory: String) -> Descriptor? {
    let number = open("\(directory)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard number >= 0 else { return nil }
    let descriptor = Descriptor(owning: number)
    return flock(number, LOCK_EX | LOCK_NB) == 0 ? descriptor : nil
  }
}
