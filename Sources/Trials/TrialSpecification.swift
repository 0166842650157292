/// Everything that decides a trial's result: the task, the value of every setting, the seed and the data.
public struct TrialSpecification: Hashable, Sendable, Codable {
  /// The task's name.
  public let task: String
  /// The task's semantic version.
  public let taskVersion: Int
  /// The values of the task's settings, defaults included. A setting that the trial does not use has its
  /// `IdleSetting.value`. A setting at its `Setting.formerValue` is left out.
  public let settings: [String: SettingValue]
  /// The seed of the trial's random streams: the replicate within its cell.
  public let seed: Int
  /// The data files that the trial reads, in the order of their names.
  public let data: [DataReference]

  /// A specification. `data` may be in any order.
  public init(task: String, taskVersion: Int, settings: [String: SettingValue], seed: Int, data: [DataReference]) {
    self.task = task
    self.taskVersion = taskVersion
    self.settings = settings
    self.seed = seed
    self.data = data.sorted { $0.name < $1.name }
  }
}

extension TrialSpecification {
  /// The text whose digest is the identity: one line a field, settings in the order of their names.
  public var canonicalText: String { Replicates(of: self).canonicalText(seed: seed) }

  /// The trial's identity.
  public var identifier: TrialIdentifier { TrialIdentifier(of: self) }
}
