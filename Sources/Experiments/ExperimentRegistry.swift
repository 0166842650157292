public import Trials

/// Every task that can be swept.
public enum ExperimentRegistry {
  /// The tasks, in the order in which help lists them.
  public static let all: [any Experiment] = [
    ImbalancedMNIST(), MNISTRNN(), DeepQLearning(.cartPole), DeepQLearning(.lunarLander), RedBlueDoorsPPO(), Draw(),
    BabiGGNN(),
  ]

  /// The task called `name`.
  public static func experiment(named name: String) throws(UnknownTask) -> any Experiment {
    try all.experiment(named: name)
  }
}
