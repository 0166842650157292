import Layers
import Trials

extension Settings<PPOSettings> {
  /// Frames of one rollout, over all environments.
  var rolloutFrames: Int { self.environments * self.framesPerUpdate }

  /// Rollouts, each followed by an update: as many as `frames` need.
  var updates: Int { (self.frames + rolloutFrames - 1) / rolloutFrames }

  /// Passes over a rollout in an update.
  var passes: Int { self.algorithm == .ppo ? self.epochs : 1 }

  /// Sub-sequences of `recurrence` frames that are worked on together: the rows of a whole minibatch in an update.
  var minibatchRows: Int { (self.algorithm == .ppo ? self.batchSize : rolloutFrames) / self.recurrence }

  /// What normalizations do while the environments are played.
  func rolloutPass(first: Bool) -> ActorCriticNetwork.Pass {
    switch self.placement {
    // Where nothing has been seen there is nothing to read: the very first observations start histories.
    case .default: ActorCriticNetwork.Pass(mode: first ? .training : .evaluation, regularity: true)
    case .published: ActorCriticNetwork.Pass(mode: .training, regularity: false)
    }
  }

  /// What normalizations do where the value of a state is looked at without acting in it.
  var valuePass: ActorCriticNetwork.Pass {
    ActorCriticNetwork.Pass(mode: .evaluation, regularity: self.placement == .default)
  }

  /// What normalizations do in an update.
  var updatePass: ActorCriticNetwork.Pass { ActorCriticNetwork.Pass(mode: .training, regularity: true) }
}
