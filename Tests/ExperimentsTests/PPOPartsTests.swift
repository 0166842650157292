import Environments
import Layers
import Tensors
import Testing
import Trials

@testable import Experiments

/// The parts of PPO's training, compared with values worked out by hand.
@Suite struct PPOPartsTests {
  private func sample(_ probabilities: [Float], _ uniform: Float) -> Int {
    probabilities.withUnsafeBufferPointer { sampledAction(probabilities: $0, uniform: uniform) }
  }

  @Test func actionsAreDrawnByTheInverseOfTheDistribution() {
    let probabilities: [Float] = [0.25, 0, 0.5, 0.25]
    #expect(sample(probabilities, 0) == 0)
    #expect(sample(probabilities, 0.2499) == 0)
    #expect(sample(probabilities, 0.25) == 2)
    #expect(sample(probabilities, 0.7499) == 2)
    #expect(sample(probabilities, 0.75) == 3)
  }

  @Test func impossibleActionsAreNotDrawnWhateverTheRounding() {
    #expect(sample([0.3, 0.6, 0], Float(1).nextDown) == 1)
    #expect(sample([0, 0.4, 0.4], 0) == 1)
    #expect(sample([.nan, 0.5], 0.5) == 1)
  }

  @Test func scoresAreTakenOverTheLastHundredEpisodes() {
    var scores = EpisodeScores()
    #expect(scores.meanReturn.isNaN && scores.successRate.isNaN)
    scores.add(1, frames: 10)
    #expect(scores.meanReturn == 1 && scores.successRate == 100)
    for episode in 1..<100 { scores.add(0, frames: 10 + episode) }
    #expect(scores.meanReturn == 0.01)
    for episode in 0..<89 { scores.add(1, frames: 200 + episode) }
    #expect(scores.successRate == 89 && scores.framesToGoodReturn == nil)
    for episode in 0..<20 { scores.add(1, frames: 1000 + episode) }
    #expect(scores.framesToGoodReturn == 1000, "the 90th good one of a hundred")
  }

  @Test func aFewGoodEpisodesAreNotAHundred() {
    var scores = EpisodeScores()
    for episode in 0..<99 { scores.add(1, frames: episode) }
    #expect(scores.framesToGoodReturn == nil)
    scores.add(1, frames: 500)
    #expect(scores.framesToGoodReturn == 500)
  }

  @Test(arguments: [99, 100]) func scoresComeBackAsTheyWere(episodes: Int) throws {
    let trial = TrialIdentifier(
      of: TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 1, data: []))
    var (scores, restored) = (EpisodeScores(), EpisodeScores())
    for episode in 0..<episodes { scores.add(1, frames: episode + 10) }
    #expect((scores.framesToGoodReturn == nil) == (episodes < 100))
    var writer = CheckpointWriter(trial)
    scores.write(to: &writer)
    var reader = try CheckpointReader(writer.bytes, of: trial)
    try restored.restore(from: &reader, frames: 1000)
    try reader.finish()
    #expect(restored.episodes == episodes && restored.meanReturn == 1)
    #expect(restored.framesToGoodReturn == scores.framesToGoodReturn)
    var other = try CheckpointReader(writer.bytes, of: trial)
    #expect(throws: CheckpointError.self) { try restored.restore(from: &other, frames: 50) }
  }

  @Test(arguments: NamedGrid.all.map(\.name)) func everyLevelsMissionsAreInTheVocabulary(_ name: String) throws {
    let environment = try #require(NamedGrid.all.first { $0.name == name }).makeEnvironment()
    let observation = Block(.float32, count: environment.observationSpace.count)
    var words: Int?
    for seed in 0..<60 {
      var span = observation.floats.mutableSpan
      environment.reset(seed: seed, into: &span)
      words = words ?? MissionVocabulary.count(environment.mission)
      let target = Block(.int32, count: words!)
      MissionVocabulary.write(environment.mission, to: target.integers)
      #expect(target.integers.allSatisfy { $0 > 0 })
    }
  }

  @Test func shortMissionsAreFilledUpInFront() {
    let target = Block(.int32, count: 4)
    MissionVocabulary.write("open the door", to: target.integers)
    #expect(target.integers.map { MissionVocabulary.words[Int($0)] } == ["", "open", "the", "door"])
  }

  @Test func memoriesAreScatteredToTheRowsOfTheirFrames() {
    let (source, target) = (MemoryBlocks(rows: 2), MemoryBlocks(rows: 4))
    let rows = Block(.int32, count: 2)
    (rows.integers[0], rows.integers[1]) = (3, 1)
    for element in 0..<64 { (source.hidden.floats[element], source.cell.floats[64 + element]) = (5, 7) }
    target.scatter(source, to: rows)
    #expect(target.hidden.floats[3 * 64] == 5 && target.hidden.floats[4 * 64 - 1] == 5)
    #expect(target.cell.floats[64] == 7 && target.cell.floats[3 * 64] == 0 && target.cell.floats[0] == 0)
  }

  /// Acting sees 16 rows and learning 64. The same 16 situations, repeated four times, must give the same outputs.
  @Test func correctedSemanticsMakeActingAndLearningTheSameFunction() throws {
    #expect(try largestDifference(.corrected) < 1e-4)
    #expect(try largestDifference(.published) > 0.1)
  }

  /// The largest difference between the logits of 16 rows in a rollout and those of the same rows among 64.
  private func largestDifference(_ semantics: Semantics) throws -> Float {
    let experiment = RedBlueDoorsPPO()
    let specification = try experiment.specification(
      [
        "normalization": .text("rn"), "semantics": .text(semantics.rawValue), "memory": .boolean(false),
        "recurrence": .integer(1), "batchSize": .integer(64),
      ], seed: 1)
    let settings = Settings(PPOSettings.declared, specification.settings)
    let variables = Variables()
    let network = ActorCriticNetwork(
      observation: [7, 7, 3], actions: 7, words: nil, settings: settings, in: variables)
    variables.layOut(seed: 1)
    let (few, many) = (Block(.float32, count: 16 * 147), Block(.float32, count: 64 * 147))
    RandomStream(seed: 1, name: "situations").fill(few, upTo: 10)
    for copy in 0..<4 { many.write(few, at: copy * few.count) }
    func logits(_ block: Block, _ pass: ActorCriticNetwork.Pass) -> [Float] {
      let observations = Tape().tensor(block, [block.count / 147, 147])
      return network(.init(observations: observations, memory: nil, mission: nil), pass).logits.elements
    }
    for _ in 1...10 { _ = logits(many, settings.updatePass) }
    let acting = settings.rolloutPass(first: false)
    return zip(logits(few, acting), logits(many, acting)).map { abs($0 - $1) }.max()!
  }
}

extension RandomStream {
  fileprivate func fill(_ block: Block, upTo limit: Double) {
    for index in block.floats.indices { block.floats[index] = Float(uniform(from: 0, to: limit)) }
  }
}
