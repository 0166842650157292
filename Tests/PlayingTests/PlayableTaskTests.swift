import Experiments
import Playing
import Testing
import Trials

@Suite struct PlayableTaskTests {
  @Test(arguments: ["cartpole-dqn", "lunarlander-dqn", "redbluedoors-ppo"])
  func theEnvironmentOfATaskThatCanBePlayedCanBeDrawn(task: String) throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let specification = try experiment.specification(["normalization": .text("none")], seed: 1)
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let player = try #require(trial as? any PlayableTrial).makePlayer(seed: 1, choice: nil)
    #expect(player.environment is any PicturedEnvironment)
  }
}
