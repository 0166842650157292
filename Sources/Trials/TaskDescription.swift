/// What people can say about a task and what it reports: the vocabulary of its sweep files.
public struct TaskDescription: Sendable {
  /// The task's name, in kebab case: `imbalanced-mnist`.
  public let name: String
  /// Raised whenever the same specification would give another result; part of every trial's identity.
  public let version: Int
  /// One line that says what is learned.
  public let summary: String
  /// Every setting, in the order help shows them.
  public let settings: [Setting]
  /// Every final metric, the usual one first.
  public let metrics: [Metric]

  /// Describes a task.
  public init(name: String, version: Int, summary: String, settings: [Setting], metrics: [Metric]) {
    self.name = name
    self.version = version
    self.summary = summary
    self.settings = settings
    self.metrics = metrics
  }

  /// The setting called `name`.
  public func setting(_ name: String) -> Setting? {
    settings.first { $0.name == name }
  }

  /// The settings of a specification of this task with those that it leaves out, which have their `Setting.formerValue`.
  public func completed(_ specified: [String: SettingValue]) -> [String: SettingValue] {
    var completed = specified
    for setting in settings where completed[setting.name] == nil { completed[setting.name] = setting.formerValue }
    return completed
  }

  /// `settings`, which are complete, with `IdleSetting.value` in every setting that such a trial does not use.
  func canonical(_ settings: [String: SettingValue]) -> [String: SettingValue] {
    var canonical = settings
    for setting in self.settings {
      if let idle = setting.idle, idle.applies(settings) { canonical[setting.name] = idle.value }
    }
    return canonical
  }
}

/// A number that a finished trial reports.
public struct Metric: Sendable, Codable, Hashable {
  /// Which of two values is better.
  public enum Direction: String, Sendable, Codable, Hashable, CaseIterable {
    case minimize, maximize
  }

  /// The name in results and sweep files: `testError`.
  public let name: String
  /// The unit, as tables print it: `%`.
  public let unit: String
  /// Which of two values is better.
  public let direction: Direction
  /// One line of help.
  public let help: String

  /// Declares a metric.
  public init(name: String, unit: String, direction: Direction, help: String) {
    self.name = name
    self.unit = unit
    self.direction = direction
    self.help = help
  }
}
