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
    guard let experiment = all.first(where: { $0.task.name == name }) else { throw UnknownTask(name: name) }
    return experiment
  }
}

/// A task that does not exist.
public struct UnknownTask: Error, CustomStringConvertible {
  /// The name that was stated.
  public let name: String

  /// Names the tasks that exist and the nearest one.
  public var description: String {
    let names = ExperimentRegistry.all.map(\.task.name)
    let suggestion = nearestName(to: name, among: names).map { "; did you mean \($0)?" } ?? "."
    return "there is no task \(name)\(suggestion) The tasks are \(names.joined(separator: ", "))."
  }
}
