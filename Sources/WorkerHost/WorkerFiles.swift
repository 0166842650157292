import ContentAddressing
import Coordination
import Digests
import Messaging
import OperatingSystem
import Processes
import Trials

/// The files of a worker: the data and checkpoints that its trials need before they start, and the checkpoints that its
/// slots write. Disk access happens on a separate thread.
final class WorkerFiles {
  /// What the worker must do, in this order.
  enum Action {
    case send(TransferMessage)
    case order(slot: Int, SlotOrder)
    case note(TransferNotice)
  }

  private let data: any HostData
  private let checkpoints: ContentStore
  private let rhythm: CheckpointRhythm
  private let build: Digest
  private let thread: WorkThread<Report>
  private var fetches: WorkerFetches
  private var uploads = WorkerUploads()
  private var openFiles: [Digest: IncomingFile] = [:]
  /// The attempts of the slots, from their lease on.
  private var attempts: [Int: Attempt] = [:]
  /// Slots whose process has its order.
  private var running: Set<Int> = []
  /// Slots that were asked for a last checkpoint and have not written it.
  private var asked: Set<Int> = []
  private var actions: [Action] = []

  /// - Parameters:
  ///   - folder: the folder of the checkpoints, for this worker alone.
  ///   - build: the digest of the executable.
  init(data: any HostData, folder: String, interval: Duration, build: Digest) throws {
    self.data = data
    checkpoints = ContentStore(folder)
    rhythm = CheckpointRhythm(folder: folder, interval: interval)
    self.build = build
    fetches = WorkerFetches(build: build)
    thread = try WorkThread()
  }

  /// The descriptor that becomes readable when the disk has finished something.
  var descriptor: Int32 { thread.descriptor }

  /// Whether every slot that was asked for its last checkpoint has written it, and the coordinator has settled all of
  /// them.
  var isSettled: Bool { asked.isEmpty && uploads.isSettled }

  /// Runs the attempt in the slot once its files are there.
  func begin(_ slot: Int, _ attempt: Attempt, _ specification: TrialSpecification) {
    end(slot)
    attempts[slot] = attempt
    fetches.begin(slot, attempt, specification)
  }

  /// The slot's attempt is over, or must not begin.
  func end(_ slot: Int) {
    attempts[slot] = nil
    running.remove(slot)
    asked.remove(slot)
    fetches.cancel(slot)
    uploads.end(slot)
  }

  /// The slot's process has written a checkpoint of the attempt.
  func add(_ attempt: Attempt, step: Int, _ file: Digest, byteCount: Int, of slot: Int, now: Duration) {
    guard attempts[slot] == attempt else { return }
    asked.remove(slot)
    uploads.add(
      CheckpointOffer(attempt: attempt, step: step, file: file, byteCount: byteCount, build: build), of: slot, now: now)
  }

  /// Asks every running slot for a checkpoint.
  func askForCheckpoints() {
    asked = running
    for slot in running.sorted() { actions.append(.order(slot: slot, .writeCheckpoint)) }
  }

  func receive(_ message: TransferMessage, now: Duration) {
    fetches.receive(message, now: now)
    uploads.receive(message, now: now)
  }

  /// Takes the disk's reports and lets time pass. Returns what the worker must do since the last call.
  func update(now: Duration) throws -> [Action] {
    for report in try thread.takeReports() { take(report, now: now) }
    fetches.tick(now: now)
    uploads.tick(now: now)
    for effect in fetches.takeEffects() { carryOut(effect) }
    for effect in uploads.takeEffects() { carryOut(effect) }
    defer { actions = [] }
    return actions
  }

  private func take(_ report: Report, now: Duration) {
    switch report {
    case .inspected(let slot, let attempt, let missing): fetches.inspected(slot, attempt, missing: missing)
    case .opened(let file, let opening, let incoming):
      openFiles[file] = incoming
      fetches.opened(file, opening, now: now)
    case .appended(let file, let count): fetches.appended(file, count: count, now: now)
    case .finished(let file, let isIntact):
      if isIntact { openFiles[file] = nil }
      fetches.finished(file, isIntact: isIntact, now: now)
    case .read(let message): actions.append(.send(message))
    }
  }

  private func carryOut(_ effect: WorkerFetches.Effect) {
    switch effect {
    case .send(let message): actions.append(.send(message))
    case .inspect(let slot, let attempt, let references):
      thread.run { [data] in .inspected(slot, attempt, references.flatMap { data.missing($0) }) }
    case .open(let file, let place):
      let store = place == .data ? data.received : checkpoints
      thread.run { .opening(file, in: store) }
    case .append(let chunk):
      let incoming = openFiles[chunk.file]
      thread.run { .appended(chunk.file, incoming?.take(chunk)) }
    case .finish(let file):
      let incoming = openFiles[file]
      thread.run { .finished(file, isIntact: (try? incoming?.finish()) ?? false) }
    case .close(let file): openFiles[file] = nil
    case .run(let slot, let attempt, let specification, let checkpoint):
      running.insert(slot)
      let path = checkpoint.map { checkpoints.path(of: $0) }
      actions.append(.order(slot: slot, .run(attempt, specification, checkpoint: path, rhythm)))
    case .note(let notice): actions.append(.note(notice))
    }
  }

  private func carryOut(_ effect: WorkerUploads.Effect) {
    switch effect {
    case .send(let message): actions.append(.send(message))
    case .read(let file, let offset):
      let served = ServedFile.file(path: checkpoints.path(of: file))
      thread.run { .read(TransferMessage(answering: file, offset: offset, from: served)) }
    case .remove(let file):
      thread.run { [checkpoints] in
        checkpoints.remove(file)
        return nil
      }
    }
  }

  /// What the thread reports.
  private enum Report: Sendable {
    case inspected(Int, Attempt, [Digest])
    case opened(Digest, WorkerFetches.Opening, IncomingFile?)
    /// Nil if the chunk was refused.
    case appended(Digest, Int?)
    case finished(Digest, isIntact: Bool)
    case read(TransferMessage)

    /// Opens a file for writing.
    static func opening(_ file: Digest, in store: ContentStore) -> Report {
      let (opening, incoming) = WorkerFetches.Opening.of(file, in: store)
      return .opened(file, opening, incoming)
    }
  }
}
