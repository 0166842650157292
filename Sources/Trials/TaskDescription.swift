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
  /// Every curve; one declaration stands for the curves of all places in a network.
  public let curves: [Curve]

  /// Describes a task; no two settings, metrics or curves have one name.
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

  /// The curve that results call `encodedName`; nil where the task declares none of the name.
  public func curve(_ encodedName: String) -> Curve? {
    curves.lazy.compactMap { $0.declared(encodedName) }.first
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
