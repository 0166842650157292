import Environments

/// Chooses the actions in its environments.
protocol Policy: AnyObject {
  /// The copies of an environment in which the policy acts.
  var environments: VectorizedEnvironment { get }

  /// Writes the next action of every copy. In a copy whose episode has no steps yet, this is the episode's first
  /// action.
  func chooseActions() throws

  /// Saves the policy's memory within episodes, and its random streams.
  func write(to writer: inout CheckpointWriter)

  /// Reads the state that `write` saved.
  func restore(from reader: inout CheckpointReader) throws
}

/// The rule by which an action is chosen from a policy's values or probabilities.
public enum ActionChoice: String, Sendable, CaseIterable {
  /// The action with the largest value or probability.
  case greedy
  /// An action drawn with the policy's probabilities.
  case sample
}
