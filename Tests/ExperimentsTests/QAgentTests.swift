import Layers
import Tensors
import TestSupport
import Testing
import Trials

@testable import Experiments

@Suite struct QAgentTests {
  /// An agent that has learned a few times from unrelated transitions.
  private func agent(
    _ method: NormalizationMethod, _ semantics: Semantics, observation: Block, learningSteps: Int = 30
  ) throws -> QAgent {
    let experiment = try ExperimentRegistry.experiment(named: "cartpole-dqn")
    let specification = try experiment.specification(
      [
        "normalization": .text(method.rawValue), "semantics": .text(semantics.rawValue), "replayCapacity": .integer(51),
        "probe": .boolean(true),
      ], seed: 1)
    let agent = QAgent(
      Settings(DQNSettings(environment: ControlTask.cartPole.settings), specification.settings),
      observation: observation, actions: 2,
      seed: 1)
    let random = RandomStream(seed: 1, name: "transitions")
    func state() -> Block {
      let block = Block(.float32, count: 4)
      for index in 0..<4 { block.floats[index] = Float(random.uniform(from: -1, to: 1)) }
      return block
    }
    for number in 0..<50 {
      agent.replay.begin(state())
      agent.replay.finish(
        action: Int32(number % 2), reward: 1, nextState: state(), isTerminal: number % 9 == 0)
    }
    for _ in 0..<learningSteps {
      agent.replay.draw(random)
      try agent.learnFromDrawnBatch()
    }
    return agent
  }

  /// The mean over states of the first action's value, acting on one state at a time.
  private func actingValues(_ agent: QAgent, _ observation: Block, states: Int) throws -> [Float] {
    let random = RandomStream(seed: 2, name: "states")
    return try (0..<states).map { _ in
      for index in 0..<4 { observation.floats[index] = Float(random.uniform(from: -1, to: 1)) }
      try agent.estimate()
      return agent.values.floats[0]
    }
  }

  /// The same states' values as a batch of the online net, evaluated without an update.
  private func batchValues(_ agent: QAgent, states: Int) -> [Float] {
    let random = RandomStream(seed: 2, name: "states")
    let block = Block(.float32, count: states * 4)
    for index in 0..<states * 4 { block.floats[index] = Float(random.uniform(from: -1, to: 1)) }
    let tape = Tape(gradients: false)
    return agent.evaluate(tape.tensor(block, [states, 4])).slice(axis: 1, 0..<1).elements
  }

  @Test(arguments: [NormalizationMethod.none, .bn, .ln, .wn, .rbn, .gain])
  func actingAndLearningAreTheSameFunctionIfRowsAreIndependent(method: NormalizationMethod) throws {
    let observation = Block(.float32, count: 4)
    let agent = try agent(method, .corrected, observation: observation)
    let acting = try actingValues(agent, observation, states: 50)
    let batch = batchValues(agent, states: 50)
    for (one, many) in zip(acting, batch) { #expect(abs(one - many) <= 1e-5 * max(1, abs(many))) }
  }

  /// With rn a row's length depends on the other rows. In the corrected form acting agrees with learning up to the
  /// differences of the states. In the published form the length of each of two layers is log 50 longer, which doubles
  /// it.
  @Test(arguments: [NormalizationMethod.rn, .sn, .lnThenRn])
  func correctedSemanticsMakeActingAndLearningOneFunctionAndPublishedDoNot(method: NormalizationMethod) throws {
    func ratio(_ semantics: Semantics) throws -> Double {
      let observation = Block(.float32, count: 4)
      let agent = try agent(method, semantics, observation: observation)
      let batch = batchValues(agent, states: 50)
      let acting = try actingValues(agent, observation, states: 50)
      return Double(acting.map(abs).reduce(0, +) / batch.map(abs).reduce(0, +))
    }
    let (corrected, published) = (try ratio(.corrected), try ratio(.published))
    #expect(abs(corrected - 1) < 0.4, "\(corrected)")
    #expect(published > 2, "\(published)")
  }

  /// Both compute exactly one function, with rln too, if all rows of the batch are alike.
  @Test(arguments: [NormalizationMethod.rn, .rln, .sn, .lnThenRn])
  func actingSeesABatchOfOneState(method: NormalizationMethod) throws {
    for (semantics, same) in [(Semantics.corrected, true), (.published, false)] {
      let observation = Block.of([0.1, -0.4, 0.7, 0.2] as [Float])
      let agent = try agent(method, semantics, observation: observation)
      let copies = Block(.float32, count: 200)
      for index in 0..<200 { copies.floats[index] = observation.floats[index % 4] }
      let tape = Tape(gradients: false)
      let many = agent.evaluate(tape.tensor(copies, [50, 4])).elements[0]
      try agent.estimate()
      #expect((abs(agent.values.floats[0] - many) <= 1e-5 * abs(many)) == same)
    }
  }

  @Test func actingUpdatesHistoriesInThePublishedFormOnly() throws {
    for (semantics, changes) in [(Semantics.published, true), (.corrected, false)] {
      let observation = Block(.float32, count: 4)
      let agent = try agent(.rn, semantics, observation: observation)
      let history = { Array(agent.online.states.first { $0.name == "fc1.rn.history" }!.block.doubles) }
      let before = history()
      try agent.estimate()
      #expect((history() != before) == changes)
    }
  }

  @Test func theTargetNetKeepsAHistoryOfItsOwn() throws {
    let agent = try agent(.rn, .corrected, observation: Block(.float32, count: 4))
    let histories = agent.variables.map { Array($0.states.first { $0.name == "fc1.rn.history" }!.block.doubles) }
    #expect(histories[0] != histories[1])
    #expect(histories[0][2] == histories[1][2], "both saw as many activations")
  }

  @Test func theTargetNetMovesItsShareOfTheDistance() throws {
    let observation = Block(.float32, count: 4)
    let fresh = try agent(.none, .corrected, observation: observation, learningSteps: 0)
    let initial = Array(fresh.variables[1].values.floats)
    #expect(initial == Array(fresh.online.values.floats))
    let learned = try agent(.none, .corrected, observation: observation, learningSteps: 1)
    let (online, target) = (Array(learned.online.values.floats), Array(learned.variables[1].values.floats))
    var moved = 0.0
    for index in online.indices {
      let want = Double(initial[index]) + 1e-3 * (Double(online[index]) - Double(initial[index]))
      #expect(abs(Double(target[index]) - want) <= 1e-7)
      moved = max(moved, abs(Double(online[index]) - Double(initial[index])))
    }
    #expect(moved > 5e-4)
  }
}
