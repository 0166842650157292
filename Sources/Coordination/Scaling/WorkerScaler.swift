/// Decides how many workers a batch system is to start for a sweep. Pure: the decision depends only on the arguments.
///
/// Cells are homogeneous and a trial takes one slot. The scheduler would therefore lease to new workers exactly the waiting
/// trials that no present or coming slot takes.
public struct WorkerScaler: Sendable {
  /// As many workers are kept while trials wait or run.
  public var minimum: Int
  /// At most so many workers at once, queued ones included.
  public var maximum: Int
  /// At most so many workers wait in the batch system's queue.
  public var backlog: Int
  /// The slots of a new worker.
  public var slots: Int
  /// What the names of the batch system's workers begin with, before the allocation.
  public var prefix: String

  /// After so many allocations one after the other that ended without a worker, nothing more is started.
  public static let fruitlessLimit = 3

  public init(minimum: Int = 0, maximum: Int, backlog: Int = 2, slots: Int, prefix: String = "slurm") {
    self.minimum = minimum
    self.maximum = maximum
    self.backlog = backlog
    self.slots = slots
    self.prefix = prefix
  }

  /// Whether the worker was started by the allocation.
  public func isWorker(_ worker: WorkerIdentifier, of allocation: String) -> Bool {
    worker.text.hasPrefix("\(prefix)-\(allocation)-")
  }

  /// What a batch system is to do.
  public enum Decision: Sendable, Equatable {
    /// Start so many workers, at least one.
    case start(Int)
    case enough
    /// The last allocations brought no worker: a person has to look at their logs.
    case paused(fruitless: [String])
    /// Every trial is done or given up.
    case complete
  }

  /// - Parameters:
  ///   - fleet: the sweep and its workers, of this batch system and of other hosts.
  ///   - jobs: the jobs that the batch system lists now.
  ///   - started: the allocations that were submitted for the sweep, oldest first.
  ///   - fruitful: the allocations of which a worker has ever joined.
  public func decision(
    fleet: FleetSnapshot, jobs: [BatchJob], started: [String], fruitful: Set<String>
  ) -> Decision {
    if fleet.counts.isComplete { return .complete }
    let listed = Set(jobs.map(\.allocation))
    let ended = started.filter { !listed.contains($0) }
    let fruitless = ended.suffix(Self.fruitlessLimit)
    if fruitless.count == Self.fruitlessLimit, fruitful.isDisjoint(with: fruitless) {
      return .paused(fruitless: Array(fruitless))
    }
    let wanted = min(
      workersWithWork(in: fleet, jobs: jobs), maximum - jobs.count, backlog - jobs.count(where: \.isQueued))
    let count = max(wanted, minimum - jobs.count)
    return count > 0 ? .start(count) : .enough
  }

  /// How many new workers would be leased a trial, beside `jobs` workers that are there or come.
  private func workersWithWork(in fleet: FleetSnapshot, jobs: [BatchJob]) -> Int {
    let free = fleet.workers.reduce(0) { $0 + max(0, $1.slots - $1.running.count) }
    // Workers of other hosts are no jobs.
    let joined = fleet.workers.count { worker in jobs.contains { isWorker(worker.identifier, of: $0.allocation) } }
    let coming = max(0, jobs.count - joined) * slots
    let trials = max(0, fleet.counts.waiting - free - coming)
    return (trials + slots - 1) / slots
  }
}
