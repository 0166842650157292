import Coordination
import Digests
import Trials

/// Fields that several messages share.
extension FrameWriter {
  mutating func write(_ attempt: Attempt) {
    write(attempt.journal)
    write(attempt.trial.digest)
    write(attempt.number)
  }

  mutating func write(_ journal: JournalIdentifier) { write(journal.bytes) }

  mutating func write(_ digest: Digest) { write(digest.bytes) }

  mutating func write(_ finished: FinishedAttempt) {
    write(finished.attempt)
    write(finished.seconds)
    write(finished.digest)
    write(finished.result)
  }

  mutating func write(_ specification: TrialSpecification) {
    write(specification.task)
    write(specification.taskVersion)
    write(specification.settings.sorted { $0.key < $1.key }) { writer, setting in
      writer.write(setting.key)
      writer.write(setting.value)
    }
    write(specification.seed)
    write(specification.data) { writer, reference in
      writer.write(reference.name)
      writer.write(reference.sha256.description)
    }
  }

  mutating func write(_ value: SettingValue) {
    switch value {
    case .integer(let integer):
      write(UInt8(0))
      write(integer)
    case .number(let number):
      write(UInt8(1))
      write(number)
    case .boolean(let boolean):
      write(UInt8(2))
      write(boolean)
    case .text(let text):
      write(UInt8(3))
      write(text)
    }
  }

  mutating func write(_ progress: TrialProgress) {
    write(progress.step)
    write(progress.totalSteps)
    write(progress.lastValue) { $0.write($1) }
  }

  mutating func write(_ duration: Duration) {
    write(Int(duration / .milliseconds(1)))
  }
}

extension FrameReader {
  mutating func attempt() throws(FrameError) -> Attempt {
    let journal = try self.journal()
    guard let trial = TrialIdentifier(bytes: try bytes("trial")) else { throw .invalid(field: "trial") }
    return Attempt(journal: journal, trial: trial, number: try integer("attempt", in: 1...FrameFormat.attemptLimit))
  }

  mutating func journal() throws(FrameError) -> JournalIdentifier {
    guard let journal = JournalIdentifier(bytes: try bytes("journal")) else { throw .invalid(field: "journal") }
    return journal
  }

  mutating func digest() throws(FrameError) -> Digest {
    guard let digest = Digest(try bytes("digest")) else { throw .invalid(field: "digest") }
    return digest
  }

  /// A digest that is sent as 64 hexadecimal digits.
  mutating func digestText(_ field: String) throws(FrameError) -> Digest {
    guard let digest = Digest(hexadecimal: try text(field)) else { throw .invalid(field: field) }
    return digest
  }

  mutating func seconds() throws(FrameError) -> Double {
    let seconds = try number("seconds")
    guard (0...FinishedAttempt.secondsLimit).contains(seconds) else { throw .outOfBounds(field: "seconds") }
    return seconds
  }

  mutating func finishedAttempt() throws(FrameError) -> FinishedAttempt {
    let attempt = try self.attempt()
    let seconds = try self.seconds()
    let digest = try self.digest()
    return FinishedAttempt(attempt: attempt, result: try bytes("result"), digest: digest, seconds: seconds)
  }

  mutating func worker() throws(FrameError) -> WorkerIdentifier {
    guard let worker = WorkerIdentifier(try text("worker", limit: WorkerIdentifier.lengthLimit)) else {
      throw .invalid(field: "worker")
    }
    return worker
  }

  mutating func specification() throws(FrameError) -> TrialSpecification {
    let task = try text("task")
    let version = try integer("task version")
    let settings = try list("settings") { reader throws(FrameError) in
      (key: try reader.text("setting"), value: try reader.settingValue())
    }
    let seed = try integer("seed")
    let data = try list("data") { reader throws(FrameError) in
      DataReference(name: try reader.text("data"), sha256: try reader.digestText("digest"))
    }
    let byName = Dictionary(settings.map { ($0.key, $0.value) }) { first, _ in first }
    guard byName.count == settings.count else { throw .invalid(field: "settings") }
    return TrialSpecification(task: task, taskVersion: version, settings: byName, seed: seed, data: data)
  }

  mutating func settingValue() throws(FrameError) -> SettingValue {
    switch try byte("kind of setting") {
    case 0: .integer(try integer("setting"))
    case 1: .number(try number("setting"))
    case 2: .boolean(try boolean("setting"))
    case 3: .text(try text("setting"))
    default: throw .invalid(field: "kind of setting")
    }
  }

  mutating func progress() throws(FrameError) -> TrialProgress {
    TrialProgress(
      step: try integer("step", in: 0...Int.max), totalSteps: try integer("steps", in: 0...Int.max),
      lastValue: try optional("value") { reader throws(FrameError) in try reader.number("value") })
  }

  mutating func duration(_ field: String) throws(FrameError) -> Duration {
    let duration = Duration.milliseconds(try integer(field, in: 0...Int(Int32.max)))
    guard LinkTiming.bounds.contains(duration) else { throw .outOfBounds(field: field) }
    return duration
  }
}
