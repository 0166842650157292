import Environments
import Tensors
import Testing
import Trials

@testable import Experiments

/// A corridor that shows a cue in its first frame and asks for it in its third. Half of all guesses are right; an agent
/// with memory is always right.
private final class CueCorridor: Environment {
  let observationSpace = ObservationSpace(shape: [7, 7, 3], range: 0...5)
  let actions = ["left", "right"]
  let stepLimit: Int
  private var cue = 0
  private var steps = 0

  init(stepLimit: Int) { self.stepLimit = stepLimit }

  func reset(seed: Int, into observation: inout MutableSpan<Float>) {
    (cue, steps) = (seed & 1, 0)
    show(1 + cue, in: &observation)
  }

  func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome {
    steps += 1
    show(0, in: &observation)
    let isLast = steps == stepLimit
    return StepOutcome(reward: isLast && action == cue ? 1 : 0, terminated: isLast, truncated: false)
  }

  /// Fills the observation with one colour.
  private func show(_ color: Int, in observation: inout MutableSpan<Float>) {
    for cell in 0..<49 {
      for channel in 0..<3 { observation[3 * cell + channel] = channel == color ? 3 : 0 }
    }
  }
}

@Suite struct PPOMemoryTests {
  private func trial(
    frames: Int, stepLimit: Int = 3, more: [String: SettingValue] = [:]
  ) throws -> PPOTrial {
    let settings: [String: SettingValue] = [
      "normalization": .text("none"), "environments": .integer(16), "framesPerUpdate": .integer(16),
      "batchSize": .integer(64), "frames": .integer(frames),
    ]
    let experiment = RedBlueDoorsPPO()
    let specification = try experiment.specification(settings.merging(more) { $1 }, seed: 1)
    return try PPOTrial(
      Settings(PPOSettings.declared, specification.settings), seed: 1,
      identifier: specification.identifier,
      resumingFrom: nil
    ) { CueCorridor(stepLimit: stepLimit) }
  }

  private func successRate(of trial: PPOTrial) throws -> Double {
    guard case .finished(let result) = try trial.advance(steps: .max) else { return .nan }
    return result.metrics["successRate"]!
  }

  @Test func aCueIsRememberedWithMemoryAndGuessedWithout() throws {
    #expect(try successRate(of: trial(frames: 20_000)) >= 95)
    let forgetful: [String: SettingValue] = ["memory": .boolean(false), "recurrence": .integer(1)]
    #expect(try successRate(of: trial(frames: 20_000, more: forgetful)) < 80)
  }

  @Test func advantageActorCriticRemembersToo() throws {
    let settings: [String: SettingValue] = ["algorithm": .text("a2c"), "framesPerUpdate": .integer(8)]
    #expect(try successRate(of: trial(frames: 30_000, more: settings)) >= 95)
  }

}
