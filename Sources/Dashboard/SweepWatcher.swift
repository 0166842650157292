import Coordination
import CoordinatorHost
import Glibc
import OperatingSystem
import Plans
import Reporting
import Results
import Synchronization
import Trials

/// Follows a directory of results: reads it again when it changes, asks its coordinator, and keeps what it saw last, so that
/// no reader of a page waits for the disk.
final class SweepWatcher: Sendable {
  private let directory: String
  private let tasks: @Sendable (String) -> TaskDescription?
  private let last = Mutex<Result<NumberedMoment, Unread>>(.failure(Unread(reason: "not read yet")))
  private let reader: Mutex<Reader>

  /// Why nothing is known of a directory.
  struct Unread: Error, Equatable {
    let reason: String
  }

  /// What was read last, by the thread that looks.
  private struct Reader {
    /// The directory's results, open for all looks, because opening them may check the whole database.
    var store: ResultStore?
    var transactions: Int?
    var plan: Plan?
    var outcomes = VerifiedResults<TrialOutcome>(values: [:])
    var recorded: FleetSnapshot?
    var fleet: FleetSnapshot?
    var results = 0
    var number = 0
  }

  /// `tasks` knows the description of a task by its name.
  init(directory: String, tasks: @escaping @Sendable (String) -> TaskDescription?) {
    self.directory = directory
    self.tasks = tasks
    reader = Mutex(Reader())
  }

  /// What was seen last. Throws `Unread` where nothing could be read.
  var latest: NumberedMoment { get throws(Unread) { try last.withLock { $0 }.get() } }

  /// Looks once a second, for ever, on a thread of its own. Reading takes at most a fifth of the time.
  func start() throws(SystemError) {
    try startThread { [self] in
      let clock = ContinuousClock()
      while true {
        let taken = clock.measure { look() }
        usleep(UInt32(min(max(.seconds(1), taken * 4), .seconds(60)) / .microseconds(1)))
      }
    }
  }

  /// Looks once.
  func look() {
    reader.withLock { reader in
      do {
        try update(&reader)
      } catch {
        // The next look checks the whole database.
        reader.store = nil
        note("\(error)", in: &reader)
      }
    }
  }

  /// Says what is wrong beside what was seen before, which is better than nothing.
  private func note(_ problem: String, in reader: inout Reader) {
    last.withLock { last in
      guard case .success(let seen) = last else {
        last = .failure(Unread(reason: problem))
        return
      }
      guard seen.moment.problem != problem else { return }
      reader.number += 1
      var moment = seen.moment
      moment.problem = problem
      last = .success(NumberedMoment(number: reader.number, results: seen.results, moment: moment))
      // Whatever is read next is news.
      reader.fleet = nil
    }
  }

  private func update(_ reader: inout Reader) throws {
    // The number is read before the results: what is written in between is read again.
    let transactions = ResultStore.transactions(in: directory)
    let hasResultsChanged = reader.recorded == nil || transactions == nil || transactions != reader.transactions
    if hasResultsChanged {
      let (plan, outcomes, recorded) = try store(of: &reader, at: transactions).moment(
        failures: Self.failureLimit, known: reader.plan)
      (reader.plan, reader.outcomes, reader.recorded) = (plan, outcomes, recorded)
      reader.transactions = transactions
    }
    guard let plan = reader.plan, let recorded = reader.recorded else { return }
    // Who may not ask the coordinator sees what the database says.
    var fleet = (try? FleetStatus.of(directory: directory, recording: recorded)) ?? recorded
    // No view shows the time, which would make every second news.
    fleet.secondsElapsed = nil
    // A coordinator tells of few failures, the database of many.
    fleet.lastFailures = recorded.lastFailures
    guard hasResultsChanged || fleet != reader.fleet else { return }
    reader.number += 1
    if hasResultsChanged { reader.results = reader.number }
    reader.fleet = fleet
    let directory = directory
    let moment = SweepMoment(
      plan: plan, outcomes: reader.outcomes, fleet: fleet, task: tasks(plan.task),
      record: { try ResultStore(readingFrom: directory).sweep(failures: 0) },
      attempts: { try ResultStore(readingFrom: directory).attempts() })
    let numbered = NumberedMoment(number: reader.number, results: reader.results, moment: moment)
    last.withLock { $0 = .success(numbered) }
  }

  /// The store of the last look, or another one where the directory's files are others or their transactions are not known.
  private func store(of reader: inout Reader, at transactions: Int?) throws -> ResultStore {
    if transactions != nil, let store = reader.store, store.isInPlace { return store }
    reader.store = nil
    let store = try ResultStore(following: directory)
    reader.store = store
    return store
  }

  private static let failureLimit = 50
}
