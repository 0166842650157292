import Environments
import Tensors
import Trials

/// One agent's life: it acts, remembers, and every few steps learns from what it remembers.
///
/// A step of the trial is a step of the environment, in training and in the evaluation that follows it. Episodes end
/// early, so that the number of steps is not known in advance: `progress` counts every finished episode as its limit of
/// steps.
final class DQNTrial: Trial {
  private let configuration: DQNConfiguration
  private let seed: Int
  private let identifier: TrialIdentifier
  private let makeEnvironment: () -> any Environment
  private let succeeded: EpisodePlayer.SuccessRule
  private let environment: VectorizedEnvironment
  private let agent: QAgent
  private let exploration: ExplorationSchedule
  private let choice: RandomStream
  private let sampling: RandomStream
  private let probes: [(curve: String, block: Block)]

  private var episode = 0
  private var steps = 0
  private var learningSteps = 0
  private var share: Double
  private var diverged = false
  private var episodeLoss = (sum: 0.0, count: 0)
  private var curves: Curves
  private lazy var evaluation = Evaluation(episodes: configuration.evaluationEpisodes, makeGreedyPlayer(seed: seed))

  init(
    _ configuration: DQNConfiguration, seed: Int, identifier: TrialIdentifier, resumingFrom checkpoint: [UInt8]?,
    succeeded: @escaping EpisodePlayer.SuccessRule, makeEnvironment: @escaping () -> any Environment
  ) throws {
    self.configuration = configuration
    self.seed = seed
    self.identifier = identifier
    self.succeeded = succeeded
    self.makeEnvironment = makeEnvironment
    let environment = makeEnvironment()
    self.environment = VectorizedEnvironment([environment], seed: seed)
    agent = QAgent(
      configuration, observation: self.environment.observations, actions: environment.actions.count, seed: seed)
    let epsilon = configuration.epsilon
    exploration = ExplorationSchedule(
      epsilon.kind, start: epsilon.start, end: epsilon.end, decay: epsilon.decay, seed: seed,
      episodes: configuration.episodes)
    choice = RandomStream(seed: seed, name: "exploration", in: agent.online)
    sampling = RandomStream(seed: seed, name: "replay", in: agent.online)
    share = exploration.start
    probes = Self.probes(agent)
    curves = Curves(["episodeReturn", "trainLoss"] + probes.map(\.curve), reserving: configuration.episodes)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    var (finished, unfinished) = (episode, environment.length(of: 0))
    if isTrained {
      unfinished = evaluates ? evaluation.unfinishedSteps : 0
      finished += evaluates ? evaluation.finishedEpisodes : 0
    }
    return TrialProgress(
      step: finished * configuration.stepLimit + unfinished,
      totalSteps: (configuration.episodes + configuration.evaluationEpisodes) * configuration.stepLimit,
      lastValue: curves["episodeReturn"].last?.value)
  }

  /// A diverged trial ends at once: a net of NaN plays nothing worth waiting for. Throws `UntrainedTrial` where the
  /// episodes were over before the first learning step.
  func advance(steps count: Int) throws -> TrialState {
    var left = count
    while left > 0 && !isTrained {
      try takeStep()
      if environment.hasEnded(0) { endEpisode() }
      left -= 1
    }
    if isTrained && learningSteps == 0 { throw configuration.untrained(after: steps) }
    while left > 0 && isTrained && evaluates && !evaluation.isFinished {
      try evaluation.step()
      left -= 1
    }
    return isTrained && (!evaluates || evaluation.isFinished) ? .finished(result) : .running
  }

  private var isTrained: Bool { episode == configuration.episodes || diverged }

  /// Whether episodes follow the training.
  private var evaluates: Bool { configuration.evaluationEpisodes > 0 && !diverged }

  var parameters: [NamedArray] {
    agent.online.namedArrays
  }

  private func takeStep() throws {
    let action = try chooseAction()
    agent.replay.begin(environment.observations)
    environment.actions.integers[0] = action
    environment.step()
    agent.replay.finish(
      action: action, reward: environment.rewards.floats[0], nextState: environment.observations,
      isTerminal: isTerminal)
    steps += 1
    if configuration.learns(after: steps) { try learn() }
  }

  /// Whether nothing can be earned after the last step.
  private var isTerminal: Bool {
    switch configuration.truncation {
    case .terminal: environment.hasEnded(0)
    case .bootstrap: environment.terminated.floats[0] > 0
    }
  }

  /// The best action by the online net, or now and then a random one. A net whose layers read their history while acting
  /// has none before the first learning step: until then every action is random.
  private func chooseAction() throws -> Int32 {
    // Published acting updates histories, so that the net looks at every state, also where its choice is not taken.
    if canJudge { try agent.estimate() }
    let explores = choice.uniform() < share || !canJudge
    return explores ? Int32(choice.integer(in: agent.values.floats.indices)) : agent.bestAction
  }

  private var canJudge: Bool { !agent.actsByWhatItLearned || learningSteps > 0 }

  private func learn() throws {
    agent.replay.draw(sampling)
    try agent.learnFromDrawnBatch()
    learningSteps += 1
    let loss = Double(agent.loss.floats[0])
    if !loss.isFinite { diverged = true }
    episodeLoss = (episodeLoss.sum + loss, episodeLoss.count + 1)
    for probe in probes {
      curves.append(Double(probe.block.floats[0]), at: learningSteps, to: probe.curve)
    }
  }

  private func endEpisode() {
    episode += 1
    curves.append(environment.returns[0], at: episode, to: "episodeReturn")
    if episodeLoss.count > 0 {
      curves.append(episodeLoss.sum / Double(episodeLoss.count), at: episode, to: "trainLoss")
    }
    episodeLoss = (0, 0)
    share = exploration.share(after: episode)
    environment.resetEnded()
  }

  private var result: TrialResult {
    guard !diverged else { return .diverged(at: steps, curves: curves.byName) }
    let returns = DQNScores(curves["episodeReturn"].map(\.value), solvedReturn: configuration.solvedReturn)
    var metrics = ["score": returns.score, "bestAverage": returns.bestAverage]
    metrics["solvedAt"] = returns.solvedAt.map(Double.init)
    var result = TrialResult(metrics: metrics, curves: curves.byName)
    if evaluates { result.add(evaluation) }
    return result
  }

  /// A curve a hidden layer of either net, and where the layer's code length is after a learning step.
  private static func probes(_ agent: QAgent) -> [(curve: String, block: Block)] {
    let nets = [("online", agent.codeLengths.online), ("target", agent.codeLengths.target)]
    return nets.flatMap { net, blocks in
      blocks.enumerated().map { ("codeLength.\(net).fc\($0 + 1)", $1) }
    }
  }
}

extension DQNTrial {
  func checkpoint() throws -> [UInt8] {
    var writer = CheckpointWriter(identifier)
    for number in [episode, steps, learningSteps] { writer.write(number) }
    writer.write(diverged)
    writer.write(episodeLoss.count)
    writer.write(episodeLoss.sum)
    curves.write(to: &writer)
    for variables in agent.variables { writer.write(variables) }
    writer.write(environment)
    if isTrained && evaluates { evaluation.write(to: &writer) }
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    episode = try reader.integer(in: 0...configuration.episodes)
    steps = try reader.integer(in: 0...configuration.episodes * configuration.stepLimit)
    learningSteps = try reader.integer(in: 0...steps)
    diverged = try reader.flag()
    episodeLoss.count = try reader.integer(in: 0...learningSteps)
    episodeLoss.sum = try reader.number()
    try curves.restore(from: &reader)
    for variables in agent.variables { try reader.read(into: variables) }
    try reader.read(into: environment)
    share = exploration.share(after: episode)
    if isTrained && evaluates { try evaluation.restore(from: &reader) }
    try reader.finish()
  }
}

extension DQNTrial: PlayableTrial {
  func makePlayer(seed: Int, choice: ActionChoice?) throws -> EpisodePlayer {
    guard choice != .sample else {
      throw UnplayableChoice(
        choice: .sample, reason: "deep Q-learning has values of the actions and no probabilities to draw from")
    }
    return makeGreedyPlayer(seed: seed)
  }

  private func makeGreedyPlayer(seed: Int) -> EpisodePlayer {
    let environments = VectorizedEnvironment([makeEnvironment()], seed: seed, purpose: "evaluation")
    // The cart's and the lander's steps are a fiftieth of a second.
    return EpisodePlayer(
      GreedyPolicy(agent, canJudge: canJudge, in: environments, seed: seed), centisecondsPerStep: 2,
      succeeded: succeeded)
  }
}
