import Environments
import Tensors
import Trials

/// The training of one agent, which acts, remembers transitions, and every few steps learns from a batch of them.
///
/// A step of the trial is a step of the environment, in training and in the evaluation that follows. Episodes end
/// early, so that the number of steps is unknown in advance: `progress` counts every finished episode with its limit of
/// steps.
final class DQNTrial: Trial {
  private let settings: Settings<DQNSettings>
  private let schedule: LearningSchedule
  private let episodesAfterTraining: Int
  private let truncation: Truncation
  private let seed: Int
  private let identifier: TrialIdentifier
  private let control: ControlTask
  private let environment: VectorizedEnvironment
  private let agent: QAgent
  private let exploration: ExplorationSchedule
  private let choice: RandomStream
  private let sampling: RandomStream
  private let probes: [(curve: Curve, block: Block)]

  private var episode = 0
  private var steps = 0
  private var learningSteps = 0
  private var share: Double
  private var diverged = false
  private var episodeLoss = (sum: 0.0, count: 0)
  private var curves: Curves
  private lazy var evaluations = Evaluations(
    test: (settings.evaluationEpisodes, control.metrics.evaluation),
    validation: (settings.validationEpisodes, control.metrics.validation)
  ) { makeGreedyPlayer(seed: seed, streams: $0) }

  init(
    _ settings: Settings<DQNSettings>, of control: ControlTask, seed: Int, identifier: TrialIdentifier,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.settings = settings
    schedule = settings.schedule
    episodesAfterTraining = settings.evaluationEpisodes + settings.validationEpisodes
    truncation = settings.environment.truncation
    self.seed = seed
    self.identifier = identifier
    self.control = control
    let environment = control.makeEnvironment(settings)
    self.environment = VectorizedEnvironment([environment], seed: seed, purpose: TrialStream.episodes.rawValue)
    agent = QAgent(
      settings, observation: self.environment.observations, actions: environment.actions.count, seed: seed)
    exploration = ExplorationSchedule(
      settings.epsilon, start: settings.epsilonStart, end: settings.epsilonEnd, decay: settings.epsilonDecay,
      seed: seed, episodes: schedule.episodes)
    choice = TrialStream.exploration.stream(seed: seed, in: agent.online)
    sampling = TrialStream.replay.stream(seed: seed, in: agent.online)
    share = exploration.start
    probes = Self.probes(agent)
    curves = Curves(
      [DQNMetrics.episodeReturn, DQNMetrics.trainLoss] + probes.map(\.curve), reserving: schedule.episodes)
    if let checkpoint { try resume(from: checkpoint) }
  }

  var progress: TrialProgress {
    var (finished, unfinished) = (episode, environment.length(of: 0))
    if isTrained {
      unfinished = evaluates ? evaluations.unfinishedSteps : 0
      finished += evaluates ? evaluations.finishedEpisodes : 0
    }
    return TrialProgress(
      step: finished * schedule.stepLimit + unfinished,
      totalSteps: (schedule.episodes + episodesAfterTraining) * schedule.stepLimit,
      lastValue: curves[DQNMetrics.episodeReturn].last?.value)
  }

  /// A diverged trial ends at once: a net of NaN cannot play. Throws `UntrainedTrial` if the episodes end before the
  /// first learning step.
  func advance(steps count: Int) throws -> TrialState {
    var left = count
    while left > 0 && !isTrained {
      try takeStep()
      if environment.hasEnded(0) { endEpisode() }
      left -= 1
    }
    if isTrained && learningSteps == 0 { throw schedule.untrained(after: steps, settings.declared) }
    while left > 0 && isTrained && evaluates && !evaluations.isFinished {
      try evaluations.step()
      left -= 1
    }
    return isTrained && (!evaluates || evaluations.isFinished) ? .finished(result) : .running
  }

  private var isTrained: Bool { episode == schedule.episodes || diverged }

  /// Whether episodes follow the training.
  private var evaluates: Bool { episodesAfterTraining > 0 && !diverged }

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
    if schedule.learns(after: steps) { try learn() }
  }

  /// Whether no reward can follow the last step.
  private var isTerminal: Bool {
    switch truncation {
    case .terminal: environment.hasEnded(0)
    case .bootstrap: environment.terminated.floats[0] > 0
    }
  }

  /// The best action by the online net, or a random one with the exploration's probability. A net whose layers read
  /// their history while acting has no history before the first learning step: until then every action is random.
  private func chooseAction() throws -> Int32 {
    // Published acting updates histories, so that the net must see every state, even if its choice is not taken.
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
    curves.append(environment.returns[0], at: episode, to: DQNMetrics.episodeReturn)
    if episodeLoss.count > 0 {
      curves.append(episodeLoss.sum / Double(episodeLoss.count), at: episode, to: DQNMetrics.trainLoss)
    }
    episodeLoss = (0, 0)
    share = exploration.share(after: episode)
    environment.resetEnded()
  }

  private var result: TrialResult {
    guard !diverged else { return TrialResult(.diverged(at: steps), curves: curves.byName) }
    let returns = DQNScores(
      curves[DQNMetrics.episodeReturn].map(\.value), solvedReturn: settings.environment.solvedReturn)
    var values = [DQNMetrics.score: returns.score, DQNMetrics.bestAverage: returns.bestAverage]
    values[DQNMetrics.solvedAt] = returns.solvedAt.map(Double.init)
    var points = curves.byName
    if evaluates { evaluations.report(to: &values, &points) }
    return TrialResult(TrialOutcome(values), curves: points)
  }

  /// A curve for each hidden layer of both nets, and the block with the layer's code length after a learning step.
  private static func probes(_ agent: QAgent) -> [(curve: Curve, block: Block)] {
    let nets = [("online", agent.codeLengths.online), ("target", agent.codeLengths.target)]
    return nets.flatMap { net, blocks in
      blocks.enumerated().map { (DQNMetrics.codeLength.at(NetworkPlace(net: net, layer: "fc\($0 + 1)")), $1) }
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
    if isTrained && evaluates { evaluations.write(to: &writer) }
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    episode = try reader.integer(in: 0...schedule.episodes)
    steps = try reader.integer(in: 0...schedule.episodes * schedule.stepLimit)
    learningSteps = try reader.integer(in: 0...steps)
    diverged = try reader.flag()
    episodeLoss.count = try reader.integer(in: 0...learningSteps)
    episodeLoss.sum = try reader.number()
    try curves.restore(from: &reader)
    for variables in agent.variables { try reader.read(into: variables) }
    try reader.read(into: environment)
    share = exploration.share(after: episode)
    if isTrained && evaluates { try evaluations.restore(from: &reader) }
    try reader.finish()
  }
}

extension DQNTrial: PlayableTrial {
  func makePlayer(seed: Int, choice: ActionChoice?) throws -> EpisodePlayer {
    guard choice != .sample else {
      throw UnplayableChoice(
        choice: .sample, reason: "deep Q-learning has values of the actions and no probabilities to draw from")
    }
    return makeGreedyPlayer(seed: seed, streams: .test)
  }

  private func makeGreedyPlayer(seed: Int, streams: EvaluationStreams) -> EpisodePlayer {
    let environments = VectorizedEnvironment(
      [control.makeEnvironment(settings)], seed: seed, purpose: streams.episodes.rawValue)
    // The cart's and the lander's steps are a fiftieth of a second.
    return EpisodePlayer(
      GreedyPolicy(agent, canJudge: canJudge, in: environments, actions: streams.actions, seed: seed),
      centisecondsPerStep: 2,
      succeeded: control.succeeded)
  }
}
