import Environments
import Layers
import LunarLander
import Trials

extension SteadyState {
  /// Every measured task. A new task is a new entry.
  public static let all: [SteadyState] = [
    SteadyState(
      "imbalanced-mnist", task: "imbalanced-mnist", settings: ["epochs": .integer(200)], unit: "images",
      unitsPerStep: 128, stepsPerEpoch: 469),
    SteadyState(
      "mnist-rnn", task: "mnist-rnn", settings: ["epochs": .integer(2000)], unit: "images", unitsPerStep: 128,
      stepsPerEpoch: 469),
    SteadyState(
      "draw", task: "draw", settings: ["dataset": .text("mnist"), "epochs": .integer(500)], unit: "images",
      unitsPerStep: 30, stepsPerEpoch: 2000),
    SteadyState(
      "draw-large", task: "draw",
      settings: [
        "dataset": .text("mnist"), "epochs": .integer(500), "drawingSteps": .integer(10), "batchSize": .integer(64),
        "hiddenUnits": .integer(256),
      ], unit: "images", unitsPerStep: 64, stepsPerEpoch: 938),
    SteadyState(
      "babi-ggnn", task: "babi-ggnn",
      settings: ["babiTask": .integer(19), "trainSize": .integer(950), "epochs": .integer(10_000)], unit: "questions",
      unitsPerStep: 10, stepsPerEpoch: 95),
    deepQLearning("cartpole-dqn", stepLimit: 500) { CartPole(stepLimit: 500) },
    deepQLearning("lunarlander-dqn", stepLimit: 100) { LunarLander(stepLimit: 100) },
    // Normalizations are at their published places and off in rollouts.
    SteadyState(
      "redbluedoors-ppo", task: "redbluedoors-ppo",
      settings: [
        "environment": .text("redbluedoors-6x6"), "placement": .text("published"), "frames": .integer(1_000_000_000),
      ], unit: "frames", unitsPerStep: 16 * 128,
      normalizations: NormalizationMethod.allCases.filter { $0.fewestFeatures == 1 }
    ) { MiniGrid(RedBlueDoors(size: 6)) },
  ]

  /// The state late in a trial: one action in a hundred is random, and the net sees every state. The replay buffer
  /// fills during the warm-up.
  private static func deepQLearning(
    _ task: String, stepLimit: Int, environment: @escaping @Sendable () -> any Environment
  ) -> SteadyState {
    SteadyState(
      task, task: task,
      settings: [
        "episodes": .integer(1_000_000), "stepLimit": .integer(stepLimit), "epsilonStart": .number(0.01),
        "epsilonEnd": .number(0.01),
      ], unit: "env steps", unitsPerStep: 1, stepsPerCall: 64, environment: environment)
  }
}
