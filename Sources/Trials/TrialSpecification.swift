/// Everything that decides a trial's result: the task, the value of every setting, the seed and the data.
public struct TrialSpecification: Hashable, Sendable, Codable {
  /// The task's name.
  public let task: String
  /// The task's semantic version.
  public let taskVersion: Int
  /// A value for every setting of the task, defaults included; `IdleSetting.value` where the trial does not use it; without
  /// those that have their `Setting.formerValue`.
  public let settings: [String: SettingValue]
  /// The seed of the trial's random streams; the replicate within its cell.
  public let seed: Int
  /// The data files that are read, by name.
  public let data: [DataReference]

  /// A specification; `data` is put in the order of names.
  public init(task: String, taskVersion: Int, settings: [String: SettingValue], seed: Int, data: [DataReference]) {
    self.task = task
    self.taskVersion = taskVersion
    self.settings = settings
    self.seed = seed
    self.data = data.sorted { $0.name < $1.name }
  }
}

extension TrialSpecification {
  /// The same specification with another seed: neither settings nor data depend on it.
  public func replicate(_ seed: Int) -> TrialSpecification {
    TrialSpecification(task: task, taskVersion: taskVersion, settings: settings, seed: seed, data: data)
  }

  /// The bytes that identity is the digest of: one line a field, settings in the order of their names.
  public var canonicalText: String {
    var lines = ["regnorm-trial 1", "task \(task)", "version \(taskVersion)", "seed \(seed)"]
    lines += settings.sorted { $0.key < $1.key }.map { "setting \($0.key) \($0.value.canonical)" }
    lines += data.map { "data \($0.name) \($0.sha256)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The trial's identity.
  public var identifier: TrialIdentifier { TrialIdentifier(of: self) }
}
