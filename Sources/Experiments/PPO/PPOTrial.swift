import Environments
import Layers
import Optimizers
import Tensors
import Trials

/// One training of an actor-critic network in copies of an environment: rollouts, each with an update, then the
/// evaluation.
///
/// A step of the trial is a rollout with its update, or as many frames of the evaluation as a rollout has. Episodes end
/// early: until the evaluation is over, `progress` counts its episodes with their limit of steps.
final class PPOTrial: Trial {
  private let settings: Settings<PPOSettings>
  private let updates: Int
  private let rolloutFrames: Int
  private let seed: Int
  private let makeEnvironment: () -> any Environment
  private let network: ActorCriticNetwork
  private let words: Int?
  private let stepLimit: Int
  private let identifier: TrialIdentifier
  private let variables = Variables()
  private let rollout: Rollout
  private let collector: RolloutCollector
  private let update: PolicyUpdate
  private let generalized: GeneralizedAdvantage

  private var step = 0
  private var diverged = false
  private var scores = EpisodeScores()
  private var curves: Curves
  private lazy var evaluations = Evaluations(
    test: (settings.evaluationEpisodes, PPOMetrics.evaluation),
    validation: (settings.validationEpisodes, PPOMetrics.validation)
  ) { makePlayer(seed: seed, choice: .sample, streams: $0) }

  /// A trial in copies of the environment that `makeEnvironment` makes.
  init(
    _ settings: Settings<PPOSettings>, seed: Int, identifier: TrialIdentifier, resumingFrom checkpoint: [UInt8]?,
    makeEnvironment: @escaping () -> any Environment
  ) throws {
    self.settings = settings
    updates = settings.updates
    rolloutFrames = settings.rolloutFrames
    self.seed = seed
    self.makeEnvironment = makeEnvironment
    self.identifier = identifier
    let environments = VectorizedEnvironment(
      (0..<settings.environments).map { _ in makeEnvironment() }, seed: seed,
      purpose: TrialStream.episodes.rawValue)
    let environment = environments.environments[0]
    stepLimit = environment.stepLimit
    words = settings.text ? MissionVocabulary.count(environment.mission) : nil
    network = ActorCriticNetwork(
      observation: environment.observationSpace.shape, actions: environment.actions.count, words: words,
      settings: settings, in: variables)
    variables.layOut(seed: seed)
    let optimizer: any Optimizer =
      switch settings.algorithm {
      case .ppo: Adam(variables, learningRate: Float(settings.learningRate))
      case .a2c: RMSProp(variables, learningRate: Float(settings.learningRate))
      }
    rollout = Rollout(
      steps: settings.framesPerUpdate, environments: settings.environments,
      width: environment.observationSpace.count, words: words, memory: settings.memory)
    let acting = ActingStep(
      environments, words: words, network: network, settings: settings,
      randomness: TrialStream.actions.stream(seed: seed, in: variables))
    let cutValues =
      settings.truncation == .bootstrap
      ? CutValues(environments, acting, network: network, settings: settings) : nil
    collector = RolloutCollector(environments, acting, cutValues: cutValues)
    update = PolicyUpdate(
      network, rollout, optimizer, clip: GradientClip(variables, maximumNorm: settings.gradientNorm),
      settings: settings, randomness: TrialStream.minibatches.stream(seed: seed, in: variables))
    generalized = GeneralizedAdvantage(
      discount: Float(settings.discount), lambda: Float(settings.gaeLambda))
    curves = Curves(
      PPOMetrics.curves + (settings.probe ? PPOMetrics.codeLengths : []), reserving: updates)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    let longest = [settings.evaluationEpisodes, settings.validationEpisodes].reduce(0) { steps, episodes in
      steps + Evaluation.largestSteps(episodes: episodes, copies: settings.environments, stepLimit: stepLimit)
    }
    let rounds = (longest + settings.framesPerUpdate - 1) / settings.framesPerUpdate
    var done = step
    if isTrained && evaluates {
      done += evaluations.isFinished ? rounds : evaluations.steps / settings.framesPerUpdate
    }
    return TrialProgress(
      step: done, totalSteps: updates + rounds,
      lastValue: scores.episodes == 0 ? nil : scores.meanReturn)
  }

  /// A diverged trial ends at once: a policy of NaN cannot play.
  func advance(steps: Int) throws -> TrialState {
    var left = steps
    while left > 0 && !isTrained {
      try collectAndUpdate()
      left -= 1
    }
    while left > 0 && isTrained && evaluates && !evaluations.isFinished {
      for _ in 0..<settings.framesPerUpdate where !evaluations.isFinished { try evaluations.step() }
      left -= 1
    }
    return isTrained && (!evaluates || evaluations.isFinished) ? .finished(result) : .running
  }

  private var isTrained: Bool { step == updates || diverged }

  private var evaluates: Bool { settings.evaluationEpisodes + settings.validationEpisodes > 0 && !diverged }

  var parameters: [NamedArray] {
    variables.namedArrays
  }

  private func collectAndUpdate() throws {
    try collector.collect(into: rollout, scores: &scores, framesBefore: step * rolloutFrames)
    rollout.estimateAdvantages(generalized)
    let summary = try update.run(update: step)
    step += 1
    if !summary.loss.isFinite { diverged = true }
    record(summary)
  }

  private func record(_ summary: PolicyUpdate.Summary) {
    if scores.episodes > 0 {
      append(scores.meanReturn, to: PPOMetrics.returns)
      append(scores.successRate, to: PPOMetrics.successes)
    }
    append(summary.loss, to: PPOMetrics.loss)
    append(summary.policyLoss, to: PPOMetrics.policyLoss)
    append(summary.valueLoss, to: PPOMetrics.valueLoss)
    append(summary.entropy, to: PPOMetrics.entropy)
    for index in summary.codeLengths.indices {
      append(summary.codeLengths[index], to: PPOMetrics.codeLengths[index])
    }
  }

  private func append(_ value: Double, to curve: Curve) {
    curves.append(value, at: step, to: curve)
  }

  private var result: TrialResult {
    guard !diverged else { return TrialResult(.diverged(at: step), curves: curves.byName) }
    var metrics: [Metric: Double] = [:]
    if scores.episodes > 0 {
      metrics[PPOMetrics.meanReturn] = scores.meanReturn
      metrics[PPOMetrics.successRate] = scores.successRate
    }
    metrics[PPOMetrics.framesToReturn90] = scores.framesToGoodReturn.map(Double.init)
    var points = curves.byName
    if evaluates { evaluations.report(to: &metrics, &points) }
    return TrialResult(TrialOutcome(metrics), curves: points)
  }
}

extension PPOTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    writer.write(step)
    writer.write(diverged)
    scores.write(to: &writer)
    curves.write(to: &writer)
    writer.write(variables)
    collector.write(to: &writer)
    if isTrained && evaluates { evaluations.write(to: &writer) }
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer(in: 0...updates)
    diverged = try reader.flag()
    try scores.restore(from: &reader, frames: step * rolloutFrames)
    try curves.restore(from: &reader)
    try reader.read(into: variables)
    try collector.restore(from: &reader)
    if isTrained && evaluates { try evaluations.restore(from: &reader) }
    try reader.finish()
  }
}

extension PPOTrial: PlayableTrial {
  /// Plays as many copies at once as rollouts do, because some normalizations depend on the batch.
  func makePlayer(seed: Int, choice: ActionChoice?) -> EpisodePlayer {
    makePlayer(seed: seed, choice: choice ?? .sample, streams: .test)
  }

  private func makePlayer(seed: Int, choice: ActionChoice, streams: EvaluationStreams) -> EpisodePlayer {
    let environments = VectorizedEnvironment(
      (0..<settings.environments).map { _ in makeEnvironment() }, seed: seed,
      purpose: streams.episodes.rawValue)
    let policy = ActorPolicy(
      in: environments, choice: choice, untrained: step == 0, words: words, network: network,
      settings: settings, actions: streams.actions, seed: seed)
    // Nothing but success is worth anything in a grid.
    return EpisodePlayer(policy, centisecondsPerStep: 20) { environments, copy in environments.returns[copy] > 0 }
  }
}
