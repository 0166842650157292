public import Environments

/// Plays episodes with a trial's policy, one after the other in each environment, without learning.
public final class EpisodePlayer {
  /// Whether the ended episode of a copy counts as a success.
  typealias SuccessRule = @Sendable (_ environments: VectorizedEnvironment, _ copy: Int) -> Bool

  private let policy: any Policy
  private let succeeded: SuccessRule
  /// The time for which a step is shown, in hundredths of a second.
  public let centisecondsPerStep: Int

  /// A player at the beginning of the environments' first episodes.
  init(_ policy: any Policy, centisecondsPerStep: Int, succeeded: @escaping SuccessRule) {
    self.policy = policy
    self.centisecondsPerStep = centisecondsPerStep
    self.succeeded = succeeded
  }

  /// The watched environment: the first of the policy's.
  public var environment: any Environment { environments.environments[0] }

  /// Begins a new episode in every copy whose last one has ended. `step` also does so.
  public func begin() { environments.resetEnded() }

  /// Takes the next step. Returns the episode that ends in the first environment; nil while that episode goes on.
  public func step() throws -> PlayedEpisode? {
    try advance()
    return endedEpisode(of: 0)
  }

  /// Takes the next step in every copy.
  func advance() throws {
    begin()
    try policy.chooseActions()
    environments.step()
  }

  /// The episode of `copy`; nil if the last step did not end it.
  func endedEpisode(of copy: Int) -> PlayedEpisode? {
    guard environments.hasEnded(copy) else { return nil }
    return PlayedEpisode(
      totalReward: environments.returns[copy], length: environments.length(of: copy),
      succeeded: succeeded(environments, copy))
  }

  var environments: VectorizedEnvironment { policy.environments }
}

extension EpisodePlayer {
  func write(to writer: inout CheckpointWriter) {
    writer.write(environments)
    policy.write(to: &writer)
  }

  func restore(from reader: inout CheckpointReader) throws {
    try reader.read(into: environments)
    try policy.restore(from: &reader)
  }
}

/// An episode that was played to its end.
public struct PlayedEpisode: Sendable, Equatable {
  /// The return: the sum of the rewards.
  public let totalReward: Double
  /// The number of steps.
  public let length: Int
  /// Whether the agent reached its goal: the pole stood until the limit of steps, the craft came to rest, or the grid's
  /// mission was accomplished.
  public let succeeded: Bool
}
