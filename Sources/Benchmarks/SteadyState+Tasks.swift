import Trials

extension SteadyState {
  /// Every task that is measured; a new one is an entry here.
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
  ]
}
