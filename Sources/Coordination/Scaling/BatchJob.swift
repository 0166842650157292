/// A job of a batch system that is or will be a worker, as the batch system lists it.
public struct BatchJob: Sendable, Equatable {
  /// The allocation that the job belongs to: all jobs that were submitted together.
  public let allocation: String
  /// Whether the job waits for a host.
  public let isQueued: Bool

  public init(allocation: String, isQueued: Bool) {
    self.allocation = allocation
    self.isQueued = isQueued
  }

  /// Reads a line of `squeue --format "%F %T"`: the allocation and the job's state. Nil if the line has another form.
  public init?(line: some StringProtocol) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2 else { return nil }
    self.init(allocation: String(words[0]), isQueued: Self.queuedStates.contains(String(words[1])))
  }

  /// Slurm's states of a job that will run later. A job in any other state has, or had, a host.
  private static let queuedStates: Set<String> = [
    "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT",
  ]
}
