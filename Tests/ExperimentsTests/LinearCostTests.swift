import Experiments
import Tensors
import Testing
import Trials

/// A step costs what it costs, however many came before: nothing that a regularity layer remembers grows.
@Suite struct LinearCostTests {
  private let experiment: any Experiment

  init() throws { experiment = try ExperimentRegistry.experiment(named: "imbalanced-mnist") }

  /// What one step called: every kernel with its dimensions, and how often.
  private func calls(of trial: any Trial, inStep step: Int, _ profile: StepProfile) throws -> [String: Int] {
    _ = try trial.advance(steps: step - 1 - trial.progress.step)
    profile.reset()
    _ = try trial.advance(steps: 1)
    return Dictionary(uniqueKeysWithValues: profile.entries.map { ("\($0.kernel) \($0.dimensions)", $0.calls) })
  }

  @Test(arguments: ["published", "corrected"]) func theTenThousandthStepDoesWhatTheHundredthDid(
    semantics: String
  ) throws {
    // 22 batches an epoch: both steps are the 12th of theirs.
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
