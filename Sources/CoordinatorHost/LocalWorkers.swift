import Processes

/// The worker processes that `regnorm run` starts on its own host and replaces when they end.
public struct LocalWorkers {
  private struct Seat {
    var process: ChildProcess?
    var failures = 0
    var startAt: Duration = .zero
  }

  private let arguments: [String]
  private var seats: [Seat]

  /// `count` workers, each this program run with `arguments`. The first call of `replaceEnded` starts them.
  public init(count: Int, arguments: [String]) {
    self.arguments = arguments
    seats = Array(repeating: Seat(), count: count)
  }

  /// Descriptors that become readable when a worker ends.
  var descriptors: [Int32] { seats.compactMap { $0.process?.descriptor } }

  /// Whether no worker is left.
  var areGone: Bool { seats.allSatisfy { $0.process == nil } }

  /// Starts the missing workers. A worker that lived for more than 30 s is replaced soon; one that ends at once is
  /// replaced after pauses that double. Returns the processes that ended, each with how it ended.
  mutating func replaceEnded(now: Duration) throws -> [(process: Int32, ending: String)] {
    var ended: [(process: Int32, ending: String)] = []
    for index in seats.indices {
      if let process = seats[index].process?.identifier, let ending = try takeEnding(index) {
        seats[index].failures = now - seats[index].startAt > .seconds(30) ? 1 : seats[index].failures + 1
        let pause = Duration.milliseconds(100) * (1 << min(seats[index].failures, 8))
        seats[index].startAt = now + pause
        ended.append((process, "\(ending) (another starts in \(pause / .seconds(1)) s)"))
      }
      if seats[index].process == nil, seats[index].startAt <= now {
        seats[index].process = try ChildProcess(arguments: arguments)
        seats[index].startAt = now
      }
    }
    return ended
  }

  /// Collects the workers that ended without replacing them.
  mutating func collectEnded() {
    for index in seats.indices { _ = try? takeEnding(index) }
  }

  /// Asks every worker to give its trials back and to end.
  mutating func release() {
    for seat in seats { seat.process?.closeInput() }
  }

  /// Kills all workers.
  mutating func kill() {
    for index in seats.indices { seats[index].process = nil }
  }

  /// How the worker at `index` ended; nil while it runs.
  private mutating func takeEnding(_ index: Int) throws -> String? {
    guard let process = seats[index].process else { return nil }
    // A worker writes nothing to its output, so reading can only show that the worker ended.
    while try process.receive() != nil {}
    guard process.hasEnded else { return nil }
    seats[index].process = nil
    return "\(process.reap())"
  }
}
