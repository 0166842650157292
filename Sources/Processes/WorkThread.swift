import Glibc
public import OperatingSystem
import Synchronization

/// A thread that does jobs one after the other, so that whoever orders them never waits for a disk. What a job answers is
/// collected with `takeReports`, when `descriptor` can be read.
public final class WorkThread<Report: Sendable> {
  /// A job; nil where nobody needs to hear of its end.
  public typealias Job = @Sendable () -> Report?

  private let queue: Queue
  private let reading: FileDescriptor

  /// Starts the thread.
  public init() throws(SystemError) {
    let ends = try FileDescriptor.pipe()
    try ends.reading.doNotWait()
    try ends.writing.doNotWait()
    reading = ends.reading
    let queue = Queue(wake: ends.writing)
    self.queue = queue
    try startThread { queue.work() }
  }

  deinit { queue.end() }

  /// The descriptor that becomes readable when a report is there.
  public var descriptor: Int32 { reading.number }

  /// Orders a job.
  public func run(_ job: @escaping Job) { queue.add(job) }

  /// The reports since the last call, in the order of their jobs.
  public func takeReports() throws(SystemError) -> [Report] {
    while let bytes = try reading.read(limit: 4096), !bytes.isEmpty {}
    return queue.takeReports()
  }

  /// Waits until every job that was ordered is done, but no longer than `limit`.
  public func finish(within limit: Duration) {
    let isDone = Semaphore()
    queue.add {
      isDone.signal()
      return nil
    }
    isDone.wait(limit)
  }

  /// What the two threads share.
  private final class Queue: Sendable {
    private struct Contents {
      var jobs: [Job] = []
      var reports: [Report] = []
      var isOver = false
    }

    private let contents = Mutex(Contents())
    private let count = Semaphore()
    private let wake: FileDescriptor

    init(wake: FileDescriptor) { self.wake = wake }

    func add(_ job: @escaping Job) {
      contents.withLock { $0.jobs.append(job) }
      count.signal()
    }

    func end() {
      contents.withLock { $0.isOver = true }
      count.signal()
    }

    func takeReports() -> [Report] {
      contents.withLock { contents in
        defer { contents.reports = [] }
        return contents.reports
      }
    }

    func work() {
      while true {
        count.wait()
        let job = contents.withLock { $0.isOver || $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
        guard let job else { return }
        guard let report = job() else { continue }
        contents.withLock { $0.reports.append(report) }
        // A pipe that is full wakes the other thread as well.
        try? wake.write([0])
      }
    }
  }
}
