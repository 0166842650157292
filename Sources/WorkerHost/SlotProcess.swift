import ContentAddressing
import Coordination
import Digests
import Glibc
import Messaging
import OperatingSystem
import Processes
public import Trials

/// A slot's process, which trains the trials that its supervisor orders one after the other. Data stays loaded between
/// trials, and a crash costs only one trial.
public struct SlotProcess {
  private let experiments: [any Experiment]
  private var pipe: FramePipe
  private let clock = SuspendingClock()

  /// The target duration of one call of `Trial.advance`: short enough to show progress, long enough to cost little.
  static let chunk = Duration.milliseconds(150)

  /// The most bytes of a result: a frame less room for its other fields.
  static let resultLimit = FrameFormat.frameLimit - 1024

  /// Takes over standard input and output for frames. From then on printed text goes to standard error.
  public init(experiments: [any Experiment]) throws {
    self.experiments = experiments
    let output = try SystemError.check(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), "take over standard output")
    try SystemError.check(dup2(STDERR_FILENO, STDOUT_FILENO), "redirect standard output")
    pipe = FramePipe(
      input: FileDescriptor(owning: STDIN_FILENO, name: "standard input"),
      output: FileDescriptor(owning: output, name: "standard output"))
    try endWithSupervisor()
  }

  /// Trains until the supervisor ends.
  public mutating func run() throws {
    try pipe.send(SlotReport.ready.frame)
    while let frame = try pipe.next() {
      // An order to write a checkpoint that came too late has no trial.
      guard case .run(let attempt, let specification, let checkpoint, let rhythm) = try SlotOrder(frame: frame) else {
        continue
      }
      let start = clock.now
      do {
        try train(try makeTrial(specification, of: attempt, checkpoint: checkpoint), of: attempt, rhythm, since: start)
      } catch let error as SystemError {
        throw error
      } catch let error as UnfitHost {
        try report(attempt, .unfit(message: "\(error)"))
      } catch {
        try report(attempt, .failed(message: "\(error)"))
      }
    }
  }

  private func report(_ attempt: Attempt, _ event: SlotEvent) throws {
    try pipe.send(SlotReport.happened(attempt, event).frame)
  }

  /// Makes the trial, from the state in the file `checkpoint` if it can resume from there. Removes the file.
  private func makeTrial(
    _ specification: TrialSpecification, of attempt: Attempt, checkpoint: String?
  ) throws -> any Trial {
    let experiment = try experiments.experiment(named: specification.task)
    let task = experiment.task
    guard task.version == specification.taskVersion else {
      throw OtherTaskVersion(name: specification.task, ours: task.version, theirs: specification.taskVersion)
    }
    try experiment.requireData(of: specification)
    guard let checkpoint else { return try experiment.makeTrial(specification, resumingFrom: nil) }
    do {
      let state = try FileDescriptor(checkpoint).readToEnd()
      unlink(checkpoint)
      let trial = try experiment.makeTrial(specification, resumingFrom: state)
      try report(attempt, .resumed(step: trial.progress.step))
      return trial
    } catch let error as UnfitHost {
      throw error
    } catch {
      printError("trial \(specification.identifier.short) starts at its beginning: \(error)")
      return try experiment.makeTrial(specification, resumingFrom: nil)
    }
  }

  private mutating func train(
    _ trial: any Trial, of attempt: Attempt, _ rhythm: CheckpointRhythm, since start: SuspendingClock.Instant
  ) throws {
    var pace = CheckpointPace(interval: rhythm.interval)
    var steps = 1
    while true {
      let chunkStart = clock.now
      if case .finished(let result) = try trial.advance(steps: steps) {
        let seconds = (clock.now - start) / .seconds(1)
        let bytes = try result.encoded()
        guard bytes.count <= Self.resultLimit else { throw ResultTooLarge(count: bytes.count) }
        return try report(attempt, .finished(result: bytes, digest: SHA256.hash(bytes), seconds: seconds))
      }
      let chunkEnd = clock.now
      steps = Self.steps(after: steps, took: chunkEnd - chunkStart)
      try report(attempt, .progressed(trial.progress))
      if try isToldToWrite() || pace.isDue(at: chunkEnd - start) {
        let written = try write(trial, of: attempt, into: ContentStore(rhythm.folder))
        pace.note(from: chunkEnd - start, to: clock.now - start)
        if let written { try pipe.send(written.frame) }
      }
    }
  }

  /// Writes the trial's checkpoint. Returns nil if the disk does not take it, which does not end the trial.
  private func write(_ trial: any Trial, of attempt: Attempt, into store: ContentStore) throws -> SlotReport? {
    let state = try trial.checkpoint()
    do {
      return .checkpointed(attempt, step: trial.progress.step, try store.keep(state), byteCount: state.count)
    } catch {
      printError("no checkpoint was written: \(error)")
      return nil
    }
  }

  /// Whether the supervisor ordered a checkpoint since the last call.
  private mutating func isToldToWrite() throws -> Bool {
    var isTold = false
    while try pipe.hasInput(), let frame = try pipe.next() {
      if case .writeCheckpoint = try SlotOrder(frame: frame) { isTold = true }
    }
    return isTold
  }

  /// The number of steps of the next chunk: at most twice the last, so that one fast chunk does not lead to a long one,
  /// and bounded in case steps take no time.
  static func steps(after steps: Int, took duration: Duration) -> Int {
    let ratio = chunk / max(duration, .microseconds(1))
    return max(1, Int(min(1e9, Double(steps) * min(2, ratio))))
  }

  /// Starts a thread that ends the process when the other end of standard input is closed, which happens however the
  /// supervisor ends. The training thread may be in a long step then.
  private func endWithSupervisor() throws {
    try startThread {
      var item = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
      while true {
        if poll(&item, 1, -1) > 0, Int32(item.revents) & (POLLHUP | POLLERR) != 0 { _exit(0) }
      }
    }
  }
}
