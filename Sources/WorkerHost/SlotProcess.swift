import Digests
import Glibc
import Messaging
import OperatingSystem
import Processes
public import Trials

/// The process of one slot: it trains what its supervisor orders, one trial after the other, so that data stays loaded
/// and a crash takes one trial with it.
public struct SlotProcess {
  private let experiments: [any Experiment]
  private var pipe: FramePipe

  /// How long one call of `Trial.advance` should take: often enough for progress, seldom enough to cost nothing.
  static let chunk = Duration.milliseconds(150)

  /// The most bytes of a result: what fits into a frame with room for its other fields.
  static let resultLimit = FrameFormat.frameLimit - 1024

  /// Takes over standard input and output for frames; what anybody prints goes to standard error from now on.
  public init(experiments: [any Experiment]) throws {
    self.experiments = experiments
    let output = try SystemError.check(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), "take over standard output")
    try SystemError.check(dup2(STDERR_FILENO, STDOUT_FILENO), "redirect standard output")
    pipe = FramePipe(
      input: FileDescriptor(owning: STDIN_FILENO, name: "standard input"),
      output: FileDescriptor(owning: output, name: "standard output"))
    try endWithSupervisor()
  }

  /// Trains until the supervisor is gone.
  public mutating func run() throws {
    try pipe.send(SlotReport.ready.frame)
    while let frame = try pipe.next() {
      switch try SlotOrder(frame: frame) {
      case .run(let specification, let checkpoint):
        do {
          try train(specification, checkpoint: checkpoint)
        } catch let error as SystemError {
          throw error
        } catch let error as UnfitHost {
          try pipe.send(SlotReport.unfit(message: "\(error)").frame)
        } catch {
          try pipe.send(SlotReport.failed(message: "\(error)").frame)
        }
      }
    }
  }

  private func train(_ specification: TrialSpecification, checkpoint: [UInt8]?) throws {
    let experiment = try experiments.experiment(named: specification.task)
    guard experiment.task.version == specification.taskVersion else {
      throw OtherTaskVersion(
        name: specification.task, ours: experiment.task.version, theirs: specification.taskVersion)
    }
    let clock = SuspendingClock()
    let start = clock.now
    let trial = try experiment.makeTrial(specification, resumingFrom: checkpoint)
    var steps = 1
    while true {
      let chunkStart = clock.now
      if case .finished(let result) = try trial.advance(steps: steps) {
        let seconds = (clock.now - start) / .seconds(1)
        let bytes = try result.encoded()
        guard bytes.count <= Self.resultLimit else { throw ResultTooLarge(count: bytes.count) }
        let report = SlotReport.finished(result: bytes, digest: SHA256.hash(bytes), seconds: seconds)
        return try pipe.send(report.frame)
      }
      try pipe.send(SlotReport.progressed(trial.progress).frame)
      steps = Self.steps(after: steps, took: clock.now - chunkStart)
    }
  }

  /// The size of the next chunk: at most twice the last one, so that one fast chunk does not make a long one.
  static func steps(after steps: Int, took duration: Duration) -> Int {
    let ratio = chunk / max(duration, .microseconds(1))
    return max(1, Int(Double(steps) * min(2, ratio)))
  }

  /// A thread that ends the process when the other end of standard input is closed, which happens however the supervisor
  /// dies; the training thread may be deep in a long step then.
  private func endWithSupervisor() throws {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        var item = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
        while true {
          if poll(&item, 1, -1) > 0, Int32(item.revents) & (POLLHUP | POLLERR) != 0 { _exit(0) }
        }
      }, nil)
    guard code == 0 else { throw SystemError("start a thread", code: code) }
    pthread_detach(thread)
  }
}
