import Testing
import Trials

@testable import Experiments

/// The meaning of the limit of steps for an agent.
@Suite struct TruncationTests {
  private let pole: [String: SettingValue] = [
    "normalization": .text("none"), "hiddenUnits": .integer(16), "batchSize": .integer(16),
    "replayCapacity": .integer(400), "episodes": .integer(600), "stepLimit": .integer(5), "softUpdate": .number(0.1),
    "learningRate": .number(0.01), "learnEvery": .integer(1),
  ]

  /// The larger value of an upright pole at rest, by the trained parameters.
  private func value(_ truncation: String) throws -> Float {
    let experiment = try ExperimentRegistry.experiment(named: "cartpole-dqn")
    let specification = try experiment.specification(
      pole.merging(["truncation": .text(truncation)]) { $1 }, seed: 1)
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    _ = try trial.advance(steps: .max)
    let parameters = Dictionary(uniqueKeysWithValues: trial.parameters.map { ($0.name, $0) })
    var x: [Float] = [0, 0, 0, 0]
    for layer in 1...3 {
      let (weight, bias) = (parameters["fc\(layer).weight"]!, parameters["fc\(layer).bias"]!.elements)
      let (rows, columns) = (weight.shape[0], weight.shape[1])
      #expect(rows == x.count)
      x = (0..<columns).map { column in
        (0..<rows).reduce(bias[column]) { $0 + x[$1] * weight.elements[$1 * columns + column] }
      }
      if layer < 3 { x = x.map { max(0, $0) } }
    }
    return x.max()!
  }

  /// No pole falls within five steps, and each step is worth 1.
  @Test func aTerminalLimitBoundsThePolesValueAndABootstrappedOneDoesNot() throws {
    let (terminal, bootstrapped) = (try value("terminal"), try value("bootstrap"))
    #expect(terminal > 1 && terminal < 6, "at most 5 steps: \(terminal)")
    #expect(bootstrapped > 20, "as if there were no limit, towards 100: \(bootstrapped)")
  }

  @Test func thePublishedPoleEndsAt500StepsAndTheLanderIsCutAt100() throws {
    let stated: [String: SettingValue] = ["normalization": .text("none")]
    let pole = try ExperimentRegistry.experiment(named: "cartpole-dqn").specification(stated, seed: 1)
    #expect(pole.settings["stepLimit"] == .integer(500) && pole.settings["truncation"] == .text("terminal"))
    let lander = try ExperimentRegistry.experiment(named: "lunarlander-dqn")
    #expect(try lander.specification(stated, seed: 1).settings["stepLimit"] == .integer(100))
    #expect(lander.task.setting("truncation")?.defaultValue == .text("bootstrap"))
  }

  /// Trials behaved so before the setting existed.
  @Test(arguments: [("cartpole-dqn", "bootstrap"), ("lunarlander-dqn", "bootstrap"), ("redbluedoors-ppo", "terminal")])
  func theFormerTruncationKeepsATrialsIdentity(task: String, former: String) throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    for truncation in Truncation.allCases {
      let specification = try experiment.specification(
        ["normalization": .text("none"), "truncation": .text(truncation.rawValue)], seed: 1)
      #expect((specification.settings["truncation"] == nil) == (truncation.rawValue == former))
    }
  }
}
