import Environments

/// What chooses the actions in the environments that it was made for.
protocol Policy: AnyObject {
  /// The copies of an environment that it acts in.
  var environments: VectorizedEnvironment { get }

  /// Writes the next action of every copy. A copy whose episode has no steps yet begins it with this one.
  func chooseActions() throws

  /// Saves what the policy remembers within episodes, and its random streams.
  func write(to writer: inout CheckpointWriter)

  /// Reads what `write` saved.
  func restore(from reader: inout CheckpointReader) throws
}

/// How an action is chosen from what a policy thinks of the actions.
public enum ActionChoice: String, Sendable, CaseIterable {
  /// The one that the policy thinks best.
  case greedy
  /// One drawn with the policy's probabilities.
  case sample
}
