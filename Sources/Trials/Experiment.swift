/// A task that can be swept: its vocabulary, its data, and the making of its trials.
public protocol Experiment: Sendable {
  /// The vocabulary of the task's sweep files.
  var task: TaskDescription { get }

  /// The data files that a trial with these settings reads, known without a look at a disk. `settings` is complete.
  func dataReferences(for settings: [String: SettingValue]) -> [DataReference]

  /// Throws if the values, each valid alone, cannot be combined. `settings` is complete.
  func validate(_ settings: [String: SettingValue]) throws(SettingConflict)

  /// Whether a trial with these settings reports `metric`, unless it diverges or never comes to what the metric measures.
  /// `settings` is complete.
  func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool

  /// Builds the trial, from its beginning or from what `Trial.checkpoint` returned. Throws `UnfitHost` where it could be
  /// built on another host.
  func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial
}

/// Two or more settings that cannot be combined.
public struct SettingConflict: Error, CustomStringConvertible {
  /// The names of the settings involved, the most telling first.
  public let settings: [String]
  /// The problem and the remedy, one sentence.
  public let reason: String

  public init(_ settings: [any AnySetting], reason: String) {
    self.settings = settings.map(\.declaration.name)
    self.reason = reason
  }

  /// The settings and the reason.
  public var description: String { "\(settings.joined(separator: ", ")): \(reason)" }
}

extension Experiment {
  /// True: what a task's every trial reports needs no asking.
  public func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool { true }

  /// The specification of one trial: `stated` values checked and completed with defaults. A setting that the trial does
  /// not use has its idle value, and one with its former value is left out.
  public func specification(_ stated: [String: SettingValue], seed: Int) throws -> TrialSpecification {
    var settings: [String: SettingValue] = [:]
    for (name, value) in stated.sorted(by: { $0.key < $1.key }) {
      guard let setting = task.setting(name) else {
        throw UnknownSetting(name, in: task)
      }
      settings[name] = try setting.accept(value)
    }
    for setting in task.settings where settings[setting.name] == nil {
      guard let value = setting.defaultValue else {
        throw MissingSetting(task: task.name, name: setting.name, expected: setting.expectation)
      }
      settings[setting.name] = value
    }
    try validate(settings)
    settings = task.canonical(settings)
    let data = dataReferences(for: settings)
    for setting in task.settings {
      if let former = setting.formerValue, settings[setting.name] == former { settings[setting.name] = nil }
    }
    return TrialSpecification(
      task: task.name, taskVersion: task.version, settings: settings, seed: seed, data: data)
  }
}

/// A setting that the task does not have.
public struct UnknownSetting: Error, CustomStringConvertible {
  /// The task's name.
  public let task: String
  /// The name that was stated.
  public let name: String
  /// The nearest valid name; nil if none is near.
  public let suggestion: String?

  /// A setting called `name` that `task` does not have.
  public init(_ name: String, in task: TaskDescription) {
    self.task = task.name
    self.name = name
    suggestion = nearestName(to: name, among: task.settings.map(\.name))
  }

  /// One sentence, with the nearest valid name.
  public var description: String {
    "\(task) has no setting \(name)" + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}

/// A setting without a default that was not stated.
public struct MissingSetting: Error, CustomStringConvertible {
  /// The task's name.
  public let task: String
  /// The setting's name.
  public let name: String
  /// The values that the setting takes, for messages.
  public let expected: String

  /// One sentence with the setting and the values that it takes.
  public var description: String { "\(task) needs the setting \(name): \(expected)" }
}
