import Trials

extension SteadyState {
  /// Every task that is measured; a new one is an entry here.
  public static let all: [SteadyState] = [
    SteadyState(
      "imbalanced-mnist", task: "imbalanced-mnist", settings: ["epochs": .integer(200)], unit: "images",
      unitsPerStep: 128, stepsPerEpoch: 469)
  ]
}
