import Layers
import Trials

extension Settings<PPOSettings> {
  /// The number of frames of one rollout, over all environments.
  var rolloutFrames: Int { self.environments * self.framesPerUpdate }

  /// The number of rollouts, each followed by an update, for at least `frames` frames.
  var updates: Int { (self.frames + rolloutFrames - 1) / rolloutFrames }

  /// The number of passes over a rollout in an update.
  var passes: Int { self.algorithm == .ppo ? self.epochs : 1 }

  /// The number of sub-sequences of `recurrence` frames in a whole minibatch: the rows of an update's batch.
  var minibatchRows: Int { (self.algorithm == .ppo ? self.batchSize : rolloutFrames) / self.recurrence }

  /// The behaviour of normalizations in rollouts.
  func rolloutPass(first: Bool) -> ActorCriticNetwork.Pass {
    switch self.placement {
    // Before the first observations histories hold nothing to read: the first observations start the histories.
    case .default: ActorCriticNetwork.Pass(mode: first ? .training : .evaluation, regularity: true)
    case .published: ActorCriticNetwork.Pass(mode: .training, regularity: false)
    }
  }

  /// The behaviour of normalizations when the value of a state is estimated without acting.
  var valuePass: ActorCriticNetwork.Pass {
    ActorCriticNetwork.Pass(mode: .evaluation, regularity: self.placement == .default)
  }

  /// The behaviour of normalizations in an update.
  var updatePass: ActorCriticNetwork.Pass { ActorCriticNetwork.Pass(mode: .training, regularity: true) }
}
