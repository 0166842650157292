import Experiments
import Tensors
import Testing
import Trials

/// The cost of a step does not grow with the number of steps before, because a regularity layer's history does not
/// grow.
@Suite struct LinearCostTests {
  private let experiment: any Experiment

  init() throws { experiment = try ExperimentRegistry.experiment(named: "imbalanced-mnist") }

  /// The calls of one step: every kernel with its dimensions and its number of calls.
  private func calls(of trial: any Trial, inStep step: Int, _ profile: StepProfile) throws -> [String: Int] {
    _ = try trial.advance(steps: step - 1 - trial.progress.step)
    profile.reset()
    _ = try trial.advance(steps: 1)
    return Dictionary(uniqueKeysWithValues: profile.entries.map { ("\($0.kernel) \($0.dimensions)", $0.calls) })
  }

  @Test(arguments: ["published", "corrected"]) func theTenThousandthStepCallsTheKernelsOfTheHundredth(
    semantics: String
  ) throws {
    // An epoch has 22 batches: both steps are the 12th of their epochs.
    let specification = try experiment.specification(
      [
        "normalization": .text("rn"), "semantics": .text(semantics), "dataset": .text("optdigits"),
        "hiddenUnits": .integer(4), "batchSize": .integer(64), "epochs": .integer(500),
      ], seed: 1)
    let profile = StepProfile()
    let (hundredth, tenThousandth) = try StepProfile.$current.withValue(profile) {
      let trial = try experiment.makeTrial(specification, resumingFrom: nil)
      return (try calls(of: trial, inStep: 100, profile), try calls(of: trial, inStep: 10_000, profile))
    }
    #expect(hundredth.keys.contains { $0.hasPrefix("codeLength ") })
    #expect(tenThousandth == hundredth)
  }
}
