import Experiments
import Foundation
import Testing
import Trials

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

  @Test func aSettingThatIdentitiesLeaveOutComesBackToo() throws {
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
    #expect(task?.reason == "it is of the task cartpole-dqn, not lunarlander-dqn")
    let setting = #expect(throws: SavedTrialError.self) {
      try saved.require(task: nil, ["batchSize": .integer(50), "episodes": .integer(4)])
    }
    #expect(
      setting?.reason == "its trial had episodes=3, and episodes=4 was asked for; leave episodes out or train again")
  }

  @Test func damagedFilesAreRefused() throws {
    #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: []) }
    #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: Array("GIF89a and so on\n{}\n".utf8)) }
    #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: Array("regnorm-trial 1\n{}\nabc".utf8)) }
    #expect(throws: SavedTrialError.self) { try SavedTrial(encoded: Array(file.prefix(30))) }
    for count in [1, 1000] {
      let short = try SavedTrial(encoded: Array(file.dropLast(count)))
      #expect(throws: (any Error).self) { try short.makeTrial() }
    }
  }

  @Test func aTaskThatHasChangedSinceIsRefused() throws {
    let text = String(decoding: file.prefix { $0 != 0 }, as: UTF8.self)
    let version = "\"taskVersion\":\(try ExperimentRegistry.experiment(named: "cartpole-dqn").task.version)"
    #expect(text.contains(version))
    let head = Array(text.split(separator: "\n", maxSplits: 2)[1].utf8)
    for (now, then) in [(version, "\"taskVersion\":0"), ("\"probe\"", "\"proof\"")] {
      let old = String(decoding: head, as: UTF8.self).replacingOccurrences(of: now, with: then)
      let changed = Array("regnorm-trial 1\n\(old)\n".utf8) + Array(file.dropFirst(16 + head.count + 1))
      let saved = try SavedTrial(encoded: changed)
      let error = #expect(throws: SavedTrialError.self) { try saved.makeTrial() }
      #expect(error?.reason.contains("another task") == true)
    }
  }
}
