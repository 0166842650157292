/// A name that no task of this build has.
public struct UnknownTask: Error, CustomStringConvertible {
  /// The given name.
  public let name: String
  /// The tasks' names.
  public let known: [String]

  /// Names the tasks that this build has, and the nearest one.
  public var description: String {
    let suggestion = nearestName(to: name, among: known).map { "; did you mean \($0)?" } ?? "."
    return "no task is called \(name)\(suggestion) The tasks are \(known.joined(separator: ", "))."
  }
}

extension [any Experiment] {
  /// The experiment whose task is called `name`.
  public func experiment(named name: String) throws(UnknownTask) -> any Experiment {
    guard let experiment = first(where: { $0.task.name == name }) else {
      throw UnknownTask(name: name, known: map(\.task.name))
    }
    return experiment
  }
}
