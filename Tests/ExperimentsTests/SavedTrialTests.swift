import Testing
import Trials

@testable import Experiments

@Suite struct SavedTrialTests {
  private let specification: TrialSpecification
  private let trial: any Trial
  private let file: [UInt8]

  init() throws {
    let experiment = try ExperimentRegistry.experiment(named: "cartpole-dqn")
    specification = try experiment.specification(
      ["normalization": .text("none"), "episodes": .integer(3), "discount": .number(0.1 + 0.2)], seed: 7)
    trial = try experiment.makeTrial(specification, resumingFrom: nil)
    _ = try trial.advance(steps: 20)
    file = try SavedTrial(trial, of: specification).encoded()
  }

  @Test func aTrialComesBackAsItWas() throws {
    let saved = try SavedTrial(encoded: file)
    #expect(saved.specification.identifier == specification.identifier)
    #expect(try saved.makeTrial().checkpoint() == trial.checkpoint())
    try saved.require(task: nil, [:])
    try saved.require(task: "cartpole-dqn", ["episodes": .integer(3), "normalization": .text("none")])
  }

  @Test func aSettingThatIdentitiesLeaveOutComesBack() throws {
    try SavedTrial(encoded: file).require(task: nil, ["evaluationEpisodes": .integer(0)])
    let draw = try ExperimentRegistry.experiment(named: "draw")
    let specification = try draw.specification(
      ["normalization": .text("none"), "pictures": .boolean(false), "hiddenUnits": .integer(4)], seed: 1)
    let saved = try SavedTrial(try draw.makeTrial(specification, resumingFrom: nil), of: specification)
    _ = try saved.makeTrial()
    #expect(throws: SavedTrialError.self) { try saved.require(task: nil, ["pictures": .boolean(true)]) }
  }

  @Test func anotherTaskOrSettingIsNamed() throws {
    let saved = try SavedTrial(encoded: file)
    let task = #expect(throws: SavedTrialError.self) { try saved.require(task: "lunarlander-dqn", [:]) }
    #expect(task?.reason == "its task is cartpole-dqn, not lunarlander-dqn")
    let setting = #expect(throws: SavedTrialError.self) {
      try saved.require(task: nil, ["batchSize": .integer(50), "episodes": .integer(4)])
    }
    #expect(
      setting?.reason == "its trial had episodes=3, and episodes=4 was asked for; leave episodes out or train again")
  }

  @Test func aFileThatIsNotASavedTrialIsRefused() throws {
    for text in ["", "GIF89a and so on\n{}\n", "regnorm-trial 1\n{}\nabc", "regnorm-trial 2\n{}\nabc"] {
      #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: Array(text.utf8)) }
    }
  }

  @Test func aFileWithAnotherByteIsRefused() throws {
    for place in [0, 20, 100, 200, file.count / 2, file.count - 1] {
      var altered = file
      altered[place] ^= 1
      #expect(throws: SavedTrialError.self, "byte \(place)") { try SavedTrial(encoded: altered) }
    }
    for count in [1, 1000, file.count - 30] {
      #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: Array(file.dropLast(count))) }
    }
    #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: file + [0]) }
  }

  @Test func aStateThatCannotBeIsRefused() throws {
    let checkpoint = try trial.checkpoint()
    // The environments' state comes last: an unknown action, or an episode longer than its limit.
    for damaged in [checkpoint.dropLast() + [0xFF], checkpoint.dropLast(), checkpoint + [0]] {
      let saved = SavedTrial(specification, checkpoint: Array(damaged))
      #expect(throws: SavedTrialError.self) { try saved.makeTrial() }
    }
  }

  @Test func aTaskThatHasChangedSinceIsRefused() throws {
    let (now, checkpoint) = (specification, try trial.checkpoint())
    var settings = now.settings
    settings["proof"] = settings.removeValue(forKey: "probe")
    for old in [
      TrialSpecification(task: now.task, taskVersion: 0, settings: now.settings, seed: now.seed, data: now.data),
      TrialSpecification(
        task: now.task, taskVersion: now.taskVersion, settings: settings, seed: now.seed, data: now.data),
    ] {
      let error = #expect(throws: SavedTrialError.self) { try SavedTrial(old, checkpoint: checkpoint).makeTrial() }
      #expect(error?.reason.contains("another version of the task") == true)
    }
  }
}
