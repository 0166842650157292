public import Environments
import Experiments
public import Layers
public import Trials

/// A task in full swing: which trial `regnorm bench` trains, and what it counts.
///
/// It is the trial that sweeps run, on settings that last; the benchmark only calls `advance`.
public struct SteadyState: Sendable {
  /// The name on the command line; a task may be measured in several sizes.
  public let name: String
  /// The task's name in the registry.
  public let task: String
  /// Settings that are not the task's defaults. They must keep the trial going for as long as anybody measures.
  public private(set) var settings: [String: SettingValue]
  /// What is processed: `images`, `steps`, `frames`.
  public let unit: String
  /// Units of one training step.
  public let unitsPerStep: Int
  /// Training steps of one call of `advance`: more than one where a step is shorter than reading the clock.
  public let stepsPerCall: Int
  /// The steps of an epoch, whose last call is not counted because it also evaluates; nil where there are no epochs.
  public let stepsPerEpoch: Int?
  /// What the task can be normalized by.
  public let normalizations: [NormalizationMethod]
  /// The environment that the task is played in; nil where there is none.
  public let environment: (@Sendable () -> any Environment)?

  /// Describes what to measure of a task.
  public init(
    _ name: String, task: String, settings: [String: SettingValue], unit: String, unitsPerStep: Int,
    stepsPerCall: Int = 1, stepsPerEpoch: Int? = nil,
    normalizations: [NormalizationMethod] = NormalizationMethod.allCases,
    environment: (@Sendable () -> any Environment)? = nil
  ) {
    self.name = name
    self.task = task
    self.settings = settings
    self.unit = unit
    self.unitsPerStep = unitsPerStep
    self.stepsPerCall = stepsPerCall
    self.stepsPerEpoch = stepsPerEpoch
    self.normalizations = normalizations
    self.environment = environment
  }

  /// The same task with `stated` settings in place of its own.
  public func with(_ stated: [String: SettingValue]) -> SteadyState {
    var other = self
    other.settings.merge(stated) { $1 }
    return other
  }

  /// The published definition of the normalization, where the task takes it, and else the corrected one.
  func specification(_ method: NormalizationMethod, seed: Int) throws -> TrialSpecification {
    let experiment = try ExperimentRegistry.experiment(named: task)
    func specification(_ semantics: Semantics) throws -> TrialSpecification {
      let stated: [String: SettingValue] = [
        "normalization": .text(method.rawValue), "semantics": .text(semantics.rawValue),
      ]
      return try experiment.specification(settings.merging(stated) { $1 }, seed: seed)
    }
    do {
      return try specification(.published)
    } catch is SettingConflict {
      return try specification(.corrected)
    }
  }

  /// Whether the call of `advance` that ends at `step` only trains.
  func isPlain(_ step: Int) -> Bool {
    guard let stepsPerEpoch else { return true }
    let intoEpoch = step % stepsPerEpoch
    return intoEpoch != 0 && intoEpoch >= stepsPerCall
  }
}
