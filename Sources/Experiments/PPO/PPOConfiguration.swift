import Layers
import Optimizers
import Trials

/// The settings of one trial.
struct PPOConfiguration {
  /// How the policy is improved with a rollout.
  enum Algorithm: String, CaseIterable {
    case ppo, a2c
  }

  /// Where normalizations stand.
  enum Placement: String, CaseIterable {
    /// After the first layer of actor and critic, in rollouts (read) and updates (read and updated) alike.
    case `default`
    /// After both layers of actor and critic; in rollouts regularity layers and gains pass everything through.
    case published
  }

  /// Which sub-sequences of a rollout PPO's minibatches take.
  enum Minibatches: String, CaseIterable {
    /// Whole minibatches only; single frames are never left out by a shift.
    case whole
    /// A pass's last, smaller minibatch too; every other pass is shifted, also where recurrence is 1.
    case published
  }

  let normalization: NormalizationSettings
  let placement: Placement
  let algorithm: Algorithm
  let level: String
  let frames: Int
  let environments: Int
  let framesPerUpdate: Int
  let memory: Bool
  let recurrence: Int
  let text: Bool
  let epochs: Int
  let batchSize: Int
  let minibatches: Minibatches
  let learningRate: Float
  let discount: Float
  let gaeLambda: Float
  let clip: Double
  let entropyWeight: Double
  let valueWeight: Double
  let gradientNorm: Double
  let probe: Bool
  let truncation: Truncation
  let evaluationEpisodes: Int

  init(_ settings: SettingsReader) {
    normalization = NormalizationSettings(settings)
    guard let placement = Placement(rawValue: settings.text("placement")),
      let algorithm = Algorithm(rawValue: settings.text("algorithm"))
    else { preconditionFailure("a checked specification names a placement and an algorithm") }
    self.placement = placement
    self.algorithm = algorithm
    level = settings.text("environment")
    frames = settings.integer("frames")
    environments = settings.integer("environments")
    framesPerUpdate = settings.integer("framesPerUpdate")
    memory = settings.boolean("memory")
    recurrence = settings.integer("recurrence")
    text = settings.boolean("text")
    epochs = settings.integer("epochs")
    batchSize = settings.integer("batchSize")
    minibatches = settings.choice("minibatches")
    learningRate = Float(settings.number("learningRate"))
    discount = Float(settings.number("discount"))
    gaeLambda = Float(settings.number("gaeLambda"))
    clip = settings.number("clip")
    entropyWeight = settings.number("entropyWeight")
    valueWeight = settings.number("valueWeight")
    gradientNorm = settings.number("gradientNorm")
    probe = settings.boolean("probe")
    truncation = settings.choice("truncation")
    evaluationEpisodes = settings.integer("evaluationEpisodes")
  }

  /// Frames of one rollout, over all environments.
  var rolloutFrames: Int { environments * framesPerUpdate }

  /// Rollouts, each followed by an update: as many as `frames` need.
  var updates: Int { (frames + rolloutFrames - 1) / rolloutFrames }

  /// Passes over a rollout in an update.
  var passes: Int { algorithm == .ppo ? epochs : 1 }

  /// Sub-sequences of `recurrence` frames that are worked on together: the rows of a whole minibatch in an update.
  var minibatchRows: Int { (algorithm == .ppo ? batchSize : rolloutFrames) / recurrence }

  /// What normalizations do while the environments are played.
  func rolloutPass(first: Bool) -> ActorCriticNetwork.Pass {
    switch placement {
    // Where nothing has been seen there is nothing to read: the very first observations start histories.
    case .default: ActorCriticNetwork.Pass(mode: first ? .training : .evaluation, regularity: true)
    case .published: ActorCriticNetwork.Pass(mode: .training, regularity: false)
    }
  }

  /// What normalizations do where the value of a state is looked at without acting in it.
  var valuePass: ActorCriticNetwork.Pass {
    ActorCriticNetwork.Pass(mode: .evaluation, regularity: placement == .default)
  }

  /// What normalizations do in an update.
  var updatePass: ActorCriticNetwork.Pass { ActorCriticNetwork.Pass(mode: .training, regularity: true) }
}
