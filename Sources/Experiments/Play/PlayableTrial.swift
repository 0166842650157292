public import Trials

/// A trial whose policy can be watched in its environment.
public protocol PlayableTrial: Trial {
  /// A player of episodes with the policy as it is now; `seed` decides the episodes and the sampled actions, and `choice`
  /// is the task's own where none is given.
  ///
  /// A player uses the trial's network, and layers that update their histories while acting do so: train no further after
  /// playing. Throws `UnplayableChoice` where the policy cannot choose so.
  func makePlayer(seed: Int, choice: ActionChoice?) throws -> EpisodePlayer
}

/// A way of choosing actions that a policy does not have.
public struct UnplayableChoice: Error, CustomStringConvertible {
  /// The choice that was asked for.
  public let choice: ActionChoice
  /// Why the policy does not have it.
  public let reason: String

  /// One sentence that says what to do.
  public var description: String { "--\(choice.rawValue): \(reason); leave it out" }
}
