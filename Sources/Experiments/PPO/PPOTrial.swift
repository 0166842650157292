import Environments
import Layers
import Optimizers
import Tensors
import Trials

/// One training of an actor-critic network in copies of an environment: rollout, update, and again; then the evaluation.
///
/// A step of the trial is a rollout with its update, or as many frames of the evaluation as a rollout has. Episodes end
/// early: `progress` counts the evaluation as if all went to their limit, until it is over.
final class PPOTrial: Trial {
  private let configuration: PPOConfiguration
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
  private lazy var evaluation = Evaluation(
    episodes: configuration.evaluationEpisodes, makePlayer(seed: seed, choice: .sample))

  /// A trial in environments that `makeEnvironment` makes, all alike.
  init(
    _ configuration: PPOConfiguration, seed: Int, identifier: TrialIdentifier, resumingFrom checkpoint: [UInt8]?,
    makeEnvironment: @escaping () -> any Environment
  ) throws {
    self.configuration = configuration
    self.seed = seed
    self.makeEnvironment = makeEnvironment
    self.identifier = identifier
    let environments = VectorizedEnvironment(
      (0..<configuration.environments).map { _ in makeEnvironment() }, seed: seed)
    let environment = environments.environments[0]
    stepLimit = environment.stepLimit
    words = configuration.text ? MissionVocabulary.count(environment.mission) : nil
    network = ActorCriticNetwork(
      observation: environment.observationSpace.shape, actions: environment.actions.count, words: words,
      configuration: configuration, in: variables)
    variables.layOut(seed: seed)
    let optimizer: any Optimizer =
      switch configuration.algorithm {
      case .ppo: Adam(variables, learningRate: configuration.learningRate)
      case .a2c: RMSProp(variables, learningRate: configuration.learningRate)
      }
    rollout = Rollout(
      steps: configuration.framesPerUpdate, environments: configuration.environments,
      width: environment.observationSpace.count, words: words, memory: configuration.memory)
    let acting = ActingStep(
      environments, words: words, network: network, configuration: configuration,
      randomness: RandomStream(seed: seed, name: "actions", in: variables))
    let cutValues =
      configuration.truncation == .bootstrap
      ? CutValues(environments, acting, network: network, configuration: configuration) : nil
    collector = RolloutCollector(environments, acting, cutValues: cutValues)
    update = PolicyUpdate(
      network, rollout, optimizer, clip: GradientClip(variables, maximumNorm: configuration.gradientNorm),
      configuration: configuration, randomness: RandomStream(seed: seed, name: "minibatches", in: variables))
    generalized = GeneralizedAdvantage(discount: configuration.discount, lambda: configuration.gaeLambda)
    curves = Curves(Self.curveNames(configuration), reserving: configuration.updates)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    let longest = Evaluation.largestSteps(
      episodes: configuration.evaluationEpisodes, copies: configuration.environments, stepLimit: stepLimit)
    let rounds = (longest + configuration.framesPerUpdate - 1) / configuration.framesPerUpdate
    var done = step
    if isTrained && evaluates {
      done += evaluation.isFinished ? rounds : evaluation.steps / configuration.framesPerUpdate
    }
    return TrialProgress(
      step: done, totalSteps: configuration.updates + rounds,
      lastValue: scores.episodes == 0 ? nil : scores.meanReturn)
  }

  /// A diverged trial ends at once: a policy of NaN plays nothing worth waiting for.
  func advance(steps: Int) throws -> TrialState {
    var left = steps
    while left > 0 && !isTrained {
      try collectAndUpdate()
      left -= 1
    }
    while left > 0 && isTrained && evaluates && !evaluation.isFinished {
      for _ in 0..<configuration.framesPerUpdate where !evaluation.isFinished { try evaluation.step() }
      left -= 1
    }
    return isTrained && (!evaluates || evaluation.isFinished) ? .finished(result) : .running
  }

  private var isTrained: Bool { step == configuration.updates || diverged }

  private var evaluates: Bool { configuration.evaluationEpisodes > 0 && !diverged }

  var parameters: [NamedArray] {
    variables.namedArrays
  }

  private func collectAndUpdate() throws {
    try collector.collect(into: rollout, scores: &scores, framesBefore: step * configuration.rolloutFrames)
    rollout.estimateAdvantages(generalized)
    let summary = try update.run(update: step)
    step += 1
    if !summary.loss.isFinite { diverged = true }
    record(summary)
  }

  private func record(_ summary: PolicyUpdate.Summary) {
    if scores.episodes > 0 {
      append(scores.meanReturn, to: "meanReturn")
      append(scores.successRate, to: "successRate")
    }
    append(summary.loss, to: "loss")
    append(summary.policyLoss, to: "policyLoss")
    append(summary.valueLoss, to: "valueLoss")
    append(summary.entropy, to: "entropy")
    for index in summary.codeLengths.indices { append(summary.codeLengths[index], to: Self.probeNames[index]) }
  }

  private func append(_ value: Double, to curve: String) {
    curves.append(value, at: step, to: curve)
  }

  private var result: TrialResult {
    guard !diverged else { return .diverged(at: step, curves: curves.byName) }
    var metrics: [String: Double] = [:]
    if scores.episodes > 0 {
      metrics["meanReturn"] = scores.meanReturn
      metrics["successRate"] = scores.successRate
    }
    metrics["framesToReturn90"] = scores.framesToGoodReturn.map(Double.init)
    var result = TrialResult(metrics: metrics, curves: curves.byName)
    if evaluates { result.add(evaluation) }
    return result
  }

  private static let probeNames = ["codeLength.actor.fc1", "codeLength.critic.fc1"]

  private static func curveNames(_ configuration: PPOConfiguration) -> [String] {
    ["meanReturn", "successRate", "loss", "policyLoss", "valueLoss", "entropy"]
      + (configuration.probe ? probeNames : [])
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
    if isTrained && evaluates { evaluation.write(to: &writer) }
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    step = try reader.integer(in: 0...configuration.updates)
    diverged = try reader.flag()
    try scores.restore(from: &reader, frames: step * configuration.rolloutFrames)
    try curves.restore(from: &reader)
    try reader.read(into: variables)
    try collector.restore(from: &reader)
    if isTrained && evaluates { try evaluation.restore(from: &reader) }
    try reader.finish()
  }
}

extension PPOTrial: PlayableTrial {
  /// Plays as many copies at once as rollouts do, whatever is watched: what some normalizations do depends on the batch.
  func makePlayer(seed: Int, choice: ActionChoice?) -> EpisodePlayer {
    let environments = VectorizedEnvironment(
      (0..<configuration.environments).map { _ in makeEnvironment() }, seed: seed, purpose: "evaluation")
    let policy = ActorPolicy(
      in: environments, choice: choice ?? .sample, untrained: step == 0, words: words, network: network,
      configuration: configuration, seed: seed)
    // Nothing but success is worth anything in a grid.
    return EpisodePlayer(policy, centisecondsPerStep: 20) { environments, copy in environments.returns[copy] > 0 }
  }
}
