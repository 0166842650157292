/// The vocabulary of a task's sweep files: its settings, metrics and curves.
public struct TaskDescription: Sendable {
  /// The task's name, in kebab case: `imbalanced-mnist`.
  public let name: String
  /// The version of the results, part of every trial's identity. Raise it whenever the same specification gives another
  /// result.
  public let version: Int
  /// One line about the learned task.
  public let summary: String
  /// Every setting, in the order of help.
  public let settings: [Setting]
  /// Every final metric, the usual one first.
  public let metrics: [Metric]
  /// Every curve. One declaration stands for the curves of all places in a network.
  public let curves: [Curve]

  /// Describes a task. No two settings, metrics or curves may have the same name.
  public init(
    name: String, version: Int, summary: String, settings: [Setting], metrics: [Metric], curves: [Curve] = []
  ) {
    for names in [settings.map(\.name), metrics.map(\.name), curves.map(\.name)] {
      precondition(Set(names).count == names.count, "\(name) declares a name twice: \(names)")
    }
    self.name = name
    self.version = version
    self.summary = summary
    self.settings = settings
    self.metrics = metrics
    self.curves = curves
  }

  /// The setting called `name`.
  public func setting(_ name: String) -> Setting? {
    settings.first { $0.name == name }
  }

  /// The curve with the name `encodedName` in results; nil if the task declares no such curve.
  public func curve(_ encodedName: String) -> Curve? {
    curves.lazy.compactMap { $0.declared(encodedName) }.first
  }

  /// The settings of a specification of this task, completed with those that it leaves out, at their
  /// `Setting.formerValue`.
  public func completed(_ specified: [String: SettingValue]) -> [String: SettingValue] {
    var completed = specified
    for setting in settings where completed[setting.name] == nil { completed[setting.name] = setting.formerValue }
    return completed
  }

  /// `settings`, which must be complete, with `IdleSetting.value` for every setting that the trial does not use.
  func canonical(_ settings: [String: SettingValue]) -> [String: SettingValue] {
    var canonical = settings
    for setting in self.settings {
      if let idle = setting.idle, idle.applies(settings) { canonical[setting.name] = idle.value }
    }
    return canonical
  }
}
