public import Trials

/// A trial whose policy can be watched in its environment.
public protocol PlayableTrial: Trial {
  /// A player of episodes with the present policy. `seed` decides the episodes and the sampled actions. The default
  /// `choice` is the task's own.
  ///
  /// A player uses the trial's network, whose layers may update their histories while acting: do not train further
  /// after playing. Throws `UnplayableChoice` if the policy cannot choose so.
  func makePlayer(seed: Int, choice: ActionChoice?) throws -> EpisodePlayer
}

/// A way of choosing actions that a policy does not have.
public struct UnplayableChoice: Error, CustomStringConvertible {
  /// The requested choice.
  public let choice: ActionChoice
  /// The reason why the policy does not have the choice.
  public let reason: String

  /// One sentence that says what to do.
  public var description: String { "--\(choice.rawValue): \(reason); leave it out" }
}
