import ContentAddressing
import Coordination
import Digests
import Messaging
import OperatingSystem
import Processes
import Trials

/// The files of a coordinator: the data that it serves, and the checkpoints that it keeps. Disk access happens on a
/// separate thread, so that no transfer delays a lease or a heartbeat.
final class CoordinatorFiles {
  /// What the coordinator must do, in this order.
  enum Action {
    case send(TransferMessage, to: Route)
    case note(TransferNotice)
  }

  private let data: [Digest: ServedFile]
  private let folder: CheckpointFolder
  private let thread: WorkThread<Report>
  private var book: CheckpointBook
  private var openFiles: [Digest: IncomingFile] = [:]
  /// The number of chunks being read for each connection.
  private var reading: [Route: Int] = [:]
  private var actions: [Action] = []

  /// The most chunks read for one connection at once. Further requests are dropped; the worker repeats them.
  private static let readingLimit = 4

  /// `isOpen` says whether a trial waits or runs.
  init(_ files: SweepFiles, where isOpen: (TrialIdentifier) -> Bool) throws {
    data = files.data
    folder = CheckpointFolder(files.checkpoints)
    book = CheckpointBook(newest: folder.load(where: isOpen), byteLimit: files.checkpointLimit)
    thread = try WorkThread()
  }

  /// The descriptor that becomes readable when the disk has finished something.
  var descriptor: Int32 { thread.descriptor }

  /// How many trials have a checkpoint, and the size of all checkpoints.
  var usage: CheckpointUsage { CheckpointUsage(trials: book.newest.count, byteCount: book.byteCount) }

  /// The checkpoint from which a new attempt may resume; nil if its trial has none.
  func offer(for attempt: Attempt) -> CheckpointOffer? { book.offer(for: attempt) }

  /// Ends the checkpoints of the trials that these durable entries end.
  func note(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry {
      case .accepted(let result, _): book.end(result.finished.attempt.trial)
      case .gaveUp(let trial, _): book.end(trial)
      default: break
      }
    }
  }

  /// Takes a worker's message. `isRun` says whether the worker runs an attempt now.
  func receive(_ message: TransferMessage, from route: Route, isRun: (Attempt) -> Bool, now: Duration) {
    guard case .request(let file, let offset) = message else {
      return book.receive(message, from: route, isRun: isRun, now: now)
    }
    let served = data[file] ?? (book.holds(file) ? .file(path: folder.store.path(of: file)) : nil)
    guard let served else { return actions.append(.send(.absent(file), to: route)) }
    guard reading[route, default: 0] < Self.readingLimit else { return }
    reading[route, default: 0] += 1
    thread.run { .read(TransferMessage(answering: file, offset: offset, from: served), for: route) }
  }

  /// Takes the disk's reports and lets time pass. Returns what the coordinator must do since the last call.
  func update(now: Duration) throws -> [Action] {
    for report in try thread.takeReports() { take(report, now: now) }
    book.tick(now: now)
    for effect in book.takeEffects() { carryOut(effect) }
    defer { actions = [] }
    return actions
  }

  /// Waits at most five seconds for the disk to finish what was ordered.
  func finish() { thread.finish(within: .seconds(5)) }

  private func take(_ report: Report, now: Duration) {
    switch report {
    case .opened(let file, let opening, let incoming):
      openFiles[file] = incoming
      book.opened(file, opening, now: now)
    case .appended(let file, let count): book.appended(file, count: count, now: now)
    case .stored(let file, let failure):
      openFiles[file] = nil
      book.stored(file, failure: failure)
    case .read(let message, let route):
      reading[route] = reading[route].flatMap { $0 > 1 ? $0 - 1 : nil }
      actions.append(.send(message, to: route))
    }
  }

  private func carryOut(_ effect: CheckpointBook.Effect) {
    let folder = folder
    switch effect {
    case .send(let message, let route): actions.append(.send(message, to: route))
    case .open(let file):
      thread.run {
        let (opening, incoming) = WorkerFetches.Opening.of(file, in: folder.store)
        return .opened(file, opening, incoming)
      }
    case .append(let chunk):
      let incoming = openFiles[chunk.file]
      thread.run { .appended(chunk.file, incoming?.take(chunk)) }
    case .store(let offer):
      let incoming = openFiles[offer.file]
      thread.run { .stored(offer.file, failure: Self.store(offer, incoming, in: folder)) }
    case .close(let file):
      openFiles[file] = nil
      thread.run {
        folder.remove(file)
        return nil
      }
    case .remove(let file):
      thread.run {
        folder.remove(file)
        return nil
      }
    case .forget(let trial):
      thread.run {
        folder.forget(trial)
        return nil
      }
    case .note(let notice): actions.append(.note(notice))
    }
  }

  /// Makes the checkpoint durable. Returns why that failed; nil if it did not.
  private static func store(_ offer: CheckpointOffer, _ incoming: IncomingFile?, in folder: CheckpointFolder) -> String?
  {
    do {
      // A file that was there already has no writer.
      guard try incoming?.finish() ?? folder.store.holds(offer.file) else {
        return "its bytes are not those of its digest"
      }
      try folder.note(offer)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// What the thread reports.
  private enum Report: Sendable {
    case opened(Digest, WorkerFetches.Opening, IncomingFile?)
    /// Nil if the chunk was refused.
    case appended(Digest, Int?)
    case stored(Digest, failure: String?)
    case read(TransferMessage, for: Route)
  }
}
