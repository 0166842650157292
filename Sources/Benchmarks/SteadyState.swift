public import Environments
import Experiments
public import Layers
public import Trials

/// A task in steady state: the trial that `regnorm bench` trains, and the unit that the benchmark counts.
///
/// Sweeps run the same trial. The settings make the trial last; the benchmark only calls `advance`.
public struct SteadyState: Sendable {
  /// The name on the command line. A task may be measured in several sizes.
  public let name: String
  /// The task's name in the registry.
  public let task: String
  /// Settings that differ from the task's defaults. They must make the trial outlast every measurement.
  public private(set) var settings: [String: SettingValue]
  /// The unit that is counted: `images`, `steps`, `frames`.
  public let unit: String
  /// The number of units in one training step.
  public let unitsPerStep: Int
  /// The number of training steps in one call of `advance`: more than one where a step is shorter than reading the
  /// clock.
  public let stepsPerCall: Int
  /// The number of steps of an epoch. Its last call is not counted, because it also evaluates. Nil where the task has
  /// no epochs.
  public let stepsPerEpoch: Int?
  /// The normalizations that the task takes.
  public let normalizations: [NormalizationMethod]
  /// Makes the environment of the task; nil where the task has none.
  public let environment: (@Sendable () -> any Environment)?

  /// A task to measure.
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

  /// The same task with the `stated` settings, which replace its own of the same names.
  public func with(_ stated: [String: SettingValue]) -> SteadyState {
    var other = self
    other.settings.merge(stated) { $1 }
    return other
  }

  /// A trial with the published definition of the normalization if the task takes it, else with the corrected one.
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
