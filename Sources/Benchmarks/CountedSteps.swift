import Experiments
public import Layers
import Trials

/// Untimed training steps of a task, for programs that count instructions.
///
/// The instructions of one step are the difference between two runs, divided by the difference of their steps.
public struct CountedSteps: Sendable, Encodable {
  let task: String
  let norm: String
  /// The number of training steps.
  public let steps: Int

  /// Makes `steps` training steps of `steadyState` from a fresh trial, rounded up to whole calls of `advance`.
  public init(_ steadyState: SteadyState, _ method: NormalizationMethod, steps: Int) throws {
    let experiment = try ExperimentRegistry.experiment(named: steadyState.task)
    let trial = try experiment.makeTrial(try steadyState.specification(method, seed: 1), resumingFrom: nil)
    let calls = (steps + steadyState.stepsPerCall - 1) / steadyState.stepsPerCall
    for _ in 0..<calls { _ = try trial.advance(steps: steadyState.stepsPerCall) }
    task = steadyState.name
    norm = method.rawValue
    self.steps = calls * steadyState.stepsPerCall
  }
}
