import Coordination
import Trials

/// Fields that several messages have.
extension FrameWriter {
  mutating func write(_ attempt: Attempt) {
    write(attempt.trial.digest.bytes)
    write(attempt.number)
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
      writer.write(reference.sha256)
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
    guard let trial = TrialIdentifier(bytes: try bytes("trial")) else { throw .invalid(field: "trial") }
    return Attempt(trial: trial, number: try integer("attempt", in: 1...Int.max))
  }

  mutating func specification() throws(FrameError) -> TrialSpecification {
    let task = try text("task")
    let version = try integer("task version")
    let settings = try list("settings") { reader throws(FrameError) in
      (key: try reader.text("setting"), value: try reader.settingValue())
    }
    let seed = try integer("seed")
    let data = try list("data") { reader throws(FrameError) in
      DataReference(name: try reader.text("data"), sha256: try reader.text("digest"))
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

  /// At most a day: a longer one is a mistake.
  mutating func duration(_ field: String) throws(FrameError) -> Duration {
    .milliseconds(try integer(field, in: 0...86_400_000))
  }
}
