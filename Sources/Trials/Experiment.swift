/// A task that can be swept: its vocabulary, the data it reads, and how a trial of it is made.
public protocol Experiment: Sendable {
  /// The vocabulary of the task's sweep files.
  var task: TaskDescription { get }

  /// The data files that a trial with these settings reads; known without looking at a disk. `settings` is complete.
  func dataReferences(for settings: [String: SettingValue]) -> [DataReference]

  /// Throws where single values are valid and their combination is not. `settings` is complete.
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
  /// What is wrong and what to do, one sentence.
  public let reason: String

  /// A conflict.
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
  /// The nearest valid name, where there is one.
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

/// A setting that has no default and was not stated.
public struct MissingSetting: Error, CustomStringConvertible {
  /// The task's name.
  public let task: String
  /// The setting's name.
  public let name: String
  /// What the setting takes, in words.
  public let expected: String

  /// One sentence that says what to state.
  public var description: String { "\(task) needs the setting \(name): \(expected)" }
}
