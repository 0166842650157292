import Digests
import Glibc
import OperatingSystem
public import Trials

/// A task whose result is a pure function of its specification, with settings for its time and its behaviour.
public struct ToyExperiment: Experiment {
  /// The behaviour of a trial half-way.
  public enum Behaviour: String, CaseIterable, Sendable {
    case finish, abort, fail
    /// Takes memory until there is none.
    case eat
    /// Aborts the first time.
    case abortOnce
    /// Waits until `release` is called.
    case hold
    /// Makes no more steps until somebody calls `release`, and can be asked for its state meanwhile.
    case pause
    /// Reads the file of `ToyData` when it is made.
    case read
  }

  /// The toy task.
  public init() {}

  /// The vocabulary: `milliseconds` and `behaviour`.
  public var task: TaskDescription {
    TaskDescription(
      name: "toy", version: 1, summary: "sleeps and reports a digest",
      settings: [
        Setting("milliseconds", .integer(0...600_000), default: .integer(100), help: "the time a trial takes"),
        Setting(
          "behaviour", .choice(Behaviour.allCases.map(\.rawValue)), default: .text("finish"),
          help: "what it does half-way"),
      ],
      metrics: [Metric(name: "value", unit: "", direction: .minimize, help: "the first byte of its identity")])
  }

  /// The file of `ToyData` for trials that read it.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    settings["behaviour"] == .text(Behaviour.read.rawValue) ? [ToyData.reference] : []
  }

  /// Allows every combination.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {}

  /// A trial of ten steps.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    if !specification.data.isEmpty { try readData() }
    return try ToyTrial(specification, resumingFrom: checkpoint)
  }

  private func readData() throws {
    let path = "\(ToyData.receivedFolder)/\(ToyData.reference.sha256)"
    guard let bytes = try? FileDescriptor(path).readToEnd(), SHA256.hash(bytes) == ToyData.reference.sha256 else {
      throw UnfitHost("\(path) is missing")
    }
  }
}

/// The error of a toy trial that fails.
public struct ToyFailure: Error, CustomStringConvertible {
  /// One sentence.
  public var description: String { "this toy fails" }
}

final class ToyTrial: Trial {
  private let specification: TrialSpecification
  private var step = 0
  private static let totalSteps = 10

  init(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws {
    self.specification = specification
    guard let checkpoint else { return }
    guard checkpoint.dropLast() == specification.identifier.digest.bytes[...], let last = checkpoint.last else {
      throw ToyFailure()
    }
    step = Int(last)
  }

  var progress: TrialProgress { TrialProgress(step: step, totalSteps: Self.totalSteps) }

  func advance(steps: Int) throws -> TrialState {
    if step == 0 { leaveMark("began-\(specification.identifier)-\(getpid())-\(UInt32.random(in: .min ... .max))") }
    for _ in 0..<min(steps, Self.totalSteps - step) {
      if waits {
        usleep(2_000)
        return .running
      }
      if case .integer(let milliseconds) = specification.settings["milliseconds"] {
        usleep(UInt32(milliseconds * 1_000 / Self.totalSteps))
      }
      step += 1
      noteStep()
      if step == Self.totalSteps / 2 { try behave() }
    }
    guard step == Self.totalSteps else { return .running }
    // A trial's output must not disturb its supervisor.
    print("toy \(specification.identifier.short) is done")
    let value = Double(specification.identifier.digest.bytes[0])
    return .finished(TrialResult(.finished(["value": value]), curves: ["value": [CurvePoint(step: 1, value: value)]]))
  }

  func checkpoint() throws -> [UInt8] { specification.identifier.digest.bytes + [UInt8(step)] }

  var parameters: [NamedArray] { [] }

  private func behave() throws {
    guard case .text(let name) = specification.settings["behaviour"] else { return }
    switch ToyExperiment.Behaviour(rawValue: name) {
    case .finish, .pause, .read, nil: break
    case .abort:
      let line = "this toy aborts\n"
      write(STDERR_FILENO, line, line.utf8.count)
      abort()
    case .eat: eat()
    case .fail: throw ToyFailure()
    case .abortOnce:
      if leaveMark("aborted-\(specification.identifier)") { abort() }
    case .hold:
      leaveMark("held-\(specification.identifier)")
      while !isReleased { usleep(2_000) }
    }
  }

  private func eat() -> Never {
    var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    var memory: [[UInt8]] = []
    while true { memory.append([UInt8](repeating: 1, count: 1 << 20)) }
  }

  /// Whether the trial makes no step now.
  private var waits: Bool {
    specification.settings["behaviour"] == .text("pause") && step == Self.totalSteps / 2 && !isReleased
  }

  private var isReleased: Bool { access(toyPath("released"), F_OK) == 0 }

  /// Every step that is executed adds a byte to a file.
  private func noteStep() {
    let descriptor = open(toyPath("steps-\(specification.identifier)"), O_CREAT | O_APPEND | O_WRONLY, 0o644)
    write(descriptor, "x", 1)
    close(descriptor)
  }

  /// Returns whether the mark is new.
  @discardableResult
  private func leaveMark(_ name: String) -> Bool {
    let descriptor = open(toyPath(name), O_CREAT | O_EXCL | O_WRONLY, 0o644)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }
}
