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

  /// Sub-sequences of `recurrence` frames that are worked on together: the rows of every batch in an update.
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

extension PPOConfiguration {
  /// Throws where single values are valid and their combination is not.
  func validate() throws(SettingConflict) {
    func require(_ holds: Bool, _ settings: [String], _ reason: String) throws(SettingConflict) {
      if !holds { throw SettingConflict(settings: settings, reason: reason) }
    }
    try require(
      memory || recurrence == 1, ["recurrence", "memory"],
      "a network without memory learns from single frames; use recurrence: 1 or memory: true")
    try require(
      framesPerUpdate % recurrence == 0, ["recurrence", "framesPerUpdate"],
      "\(framesPerUpdate) frames cannot be cut into sub-sequences of \(recurrence); use a divisor")
    try require(
      minibatchRows > 1, ["batchSize", "recurrence"],
      "a batch must hold at least two sub-sequences of \(recurrence) frames; raise batchSize")
    if algorithm == .ppo {
      try require(
        batchSize % recurrence == 0, ["batchSize", "recurrence"],
        "a batch of \(batchSize) frames does not hold whole sub-sequences of \(recurrence); use a multiple")
      // Every other pass is shifted by half a sub-sequence and has one sub-sequence less an environment.
      let frames = environments * (recurrence == 1 ? framesPerUpdate : framesPerUpdate - recurrence)
      try require(
        batchSize <= frames, ["batchSize", "environments", "framesPerUpdate"],
        "a batch of \(batchSize) frames is more than the \(frames) that every pass has; lower batchSize")
    }
    try require(
      normalization.method != .lnThenRn || placement == .default, ["normalization", "placement"],
      """
      a LayerNorm of the one value makes it a constant, of which rn can measure no deviation; use normalization: rn+ln, \
      in which rn comes first, or placement: default
      """)
    try require(
      normalization.method != .rbn || normalization.semantics != .published || placement == .published
        || environments == minibatchRows,
      ["normalization", "semantics", "environments"],
      """
      published rbn keeps one normalizer a row of the batch, and a rollout's batches have \(environments) rows where an \
      update's have \(minibatchRows); use semantics: corrected or placement: published
      """)
  }
}
