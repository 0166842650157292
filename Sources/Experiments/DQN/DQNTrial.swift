import Environments
import Tensors
import Trials

/// One agent's life: it acts, remembers, and every few steps learns from what it remembers.
///
/// A step of the trial is a step of the environment. Episodes end early, so that the number of steps is not known in
/// advance: `progress` counts every finished episode as its limit of steps.
final class DQNTrial: Trial {
  private let configuration: DQNConfiguration
  private let identifier: TrialIdentifier
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

  init(
    _ configuration: DQNConfiguration, environment: any Environment, seed: Int, identifier: TrialIdentifier,
    resumingFrom checkpoint: [UInt8]?
  ) throws {
    self.configuration = configuration
    self.identifier = identifier
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
    let unfinished = episode < configuration.episodes ? environment.length(of: 0) : 0
    return TrialProgress(
      step: episode * configuration.stepLimit + unfinished,
      totalSteps: configuration.episodes * configuration.stepLimit, lastValue: curves["episodeReturn"].last?.value)
  }

  func advance(steps count: Int) throws -> TrialState {
    var left = count
    while left > 0 && episode < configuration.episodes {
      try takeStep()
      if environment.hasEnded(0) { endEpisode() }
      left -= 1
    }
    return episode == configuration.episodes ? .finished(result) : .running
  }

  var parameters: [NamedArray] {
    agent.online.parameters.map {
      NamedArray(name: $0.name, shape: $0.shape.extents, elements: Array($0.values.floats))
    }
  }

  private func takeStep() throws {
    let action = try chooseAction()
    agent.replay.begin(environment.observations)
    environment.actions.integers[0] = action
    environment.step()
    agent.replay.finish(
      action: action, reward: environment.rewards.floats[0], nextState: environment.observations,
      terminated: environment.terminated.floats[0])
    steps += 1
    if steps % configuration.learnEvery == 0, agent.replay.count > configuration.batchSize { try learn() }
  }

  /// The best action by the online net, or now and then a random one. A net whose layers read their history while acting
  /// has none before the first learning step: until then every action is random.
  private func chooseAction() throws -> Int32 {
    let canJudge = !agent.actsByWhatItLearned || learningSteps > 0
    // Published acting updates histories, so that the net looks at every state, also where its choice is not taken.
    if canJudge { try agent.estimate() }
    let explores = choice.uniform() < share || !canJudge
    let values = agent.values.floats
    if explores { return Int32(choice.integer(in: values.indices)) }
    var best = 0
    for action in values.indices where values[action] > values[best] { best = action }
    return Int32(best)
  }

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
    let returns = DQNScores(curves["episodeReturn"].map(\.value), solvedReturn: configuration.solvedReturn)
    return TrialResult(
      metrics: [
        "score": diverged ? .nan : returns.score, "bestAverage": returns.bestAverage, "solvedAt": returns.solvedAt,
      ], curves: curves.byName)
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
    for number in [episode, steps, learningSteps, diverged ? 1 : 0, episodeLoss.count] { writer.write(number) }
    writer.write(episodeLoss.sum)
    curves.write(to: &writer)
    for variables in agent.variables { writer.write(variables) }
    writer.write(environment.state)
    return writer.bytes
  }

  private func resume(from checkpoint: [UInt8]) throws {
    var reader = try CheckpointReader(checkpoint, of: identifier)
    (episode, steps, learningSteps) = (try reader.integer(), try reader.integer(), try reader.integer())
    diverged = try reader.integer() == 1
    episodeLoss.count = try reader.integer()
    episodeLoss.sum = try reader.number()
    try curves.restore(from: &reader)
    for variables in agent.variables { try reader.read(into: variables) }
    try environment.restore(try reader.bytes())
    share = exploration.share(after: episode)
  }
}
