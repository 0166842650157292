import Testing
import Trials

@testable import Experiments

/// Settings that some arms of the tasks do not use.
@Suite struct IdleSettingsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let task: String
    /// The settings of a trial that takes a few milliseconds.
    let stated: [String: SettingValue]
    /// The setting and its values, all of which give one trial if the setting is idle.
    let setting: String
    let values: [SettingValue]

    var testDescription: String { "\(task) \(stated["normalization"]!) \(setting)" }
  }

  private static let images: [String: SettingValue] = [
    "dataset": .text("optdigits"), "epochs": .integer(1), "hiddenUnits": .integer(8), "batchSize": .integer(200),
  ]
  private static let pole: [String: SettingValue] = [
    "hiddenUnits": .integer(8), "batchSize": .integer(10), "replayCapacity": .integer(100), "episodes": .integer(6),
    "evaluationEpisodes": .integer(2),
  ]
  private static let grid: [String: SettingValue] = [
    "environments": .integer(4), "framesPerUpdate": .integer(8), "batchSize": .integer(16), "frames": .integer(96),
    "environment": .text("empty-5x5"),
  ]
  private static let stories: [String: SettingValue] = ["trainSize": .integer(20), "epochs": .integer(2)]
  private static let drawing: [String: SettingValue] = [
    "dataset": .text("optdigits"), "epochs": .integer(1), "batchSize": .integer(200), "drawingSteps": .integer(1),
    "patchSize": .integer(2), "hiddenUnits": .integer(4), "latentSize": .integer(2), "pictures": .boolean(false),
  ]

  private static func cases(
    _ task: String, _ stated: [String: SettingValue], of methods: [String], _ setting: String, _ values: [String]
  ) -> [Case] {
    methods.map { method in
      Case(
        task: task, stated: stated.merging(["normalization": .text(method)]) { $1 }, setting: setting,
        values: values.map { .text($0) })
    }
  }

  static let idle: [Case] =
    cases("cartpole-dqn", pole, of: ["none", "ln", "wn", "bn"], "semantics", semantics)
    + cases("redbluedoors-ppo", grid, of: ["none", "ln", "wn", "bn", "gain"], "semantics", semantics)
    + cases("redbluedoors-ppo", grid, of: ["none", "wn"], "placement", ["default", "published"])
    + cases("redbluedoors-ppo", grid, of: ["none"], "minibatches", ["whole", "published"])
    + cases("imbalanced-mnist", images, of: ["none", "bn", "gain"], "semantics", semantics)
    + cases("mnist-rnn", images, of: ["none", "ln", "wn"], "semantics", semantics)
    + cases("mnist-rnn", images, of: ["none", "ln", "wn"], "history", ["perStep", "shared", "published"])
    + cases("babi-ggnn", stories, of: ["none", "ln"], "semantics", semantics)
    + cases("babi-ggnn", stories, of: ["none", "bn", "ln", "wn"], "historyReset", ["never", "epoch"])
    + cases("babi-ggnn", stories, of: ["none", "bn", "ln", "wn"], "testMultiplier", ["on", "off"])
    + cases("draw", drawing, of: ["none", "ln"], "semantics", semantics)
    + [
      Case(
        task: "imbalanced-mnist", stated: images.merging(["normalization": .text("none")]) { $1 },
        setting: "rareFraction", values: [.number(0.01), .number(0.5)])
    ]
    + [("epochs", SettingValue.integer(7)), ("batchSize", .integer(8)), ("clip", .number(0.7))].map { name, value in
      Case(
        task: "redbluedoors-ppo",
        stated: grid.merging(["normalization": .text("none"), "algorithm": .text("a2c")]) { $1 },
        setting: name,
        values: [value, ["epochs": .integer(4), "batchSize": .integer(256), "clip": .number(0.2)][name]!])
    }

  private static let semantics = ["published", "corrected"]

  @Test(arguments: idle) func anIdleSettingIsNoPartOfATrialsIdentity(_ one: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: one.task)
    let identities = try one.values.map { value in
      try experiment.specification(one.stated.merging([one.setting: value]) { $1 }, seed: 2).identifier
    }
    #expect(Set(identities).count == 1)
  }

  /// The trial is made without `specification`, with a value that a specification would not keep.
  @Test(arguments: idle) func anIdleSettingChangesNoBitOfAResult(_ one: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: one.task)
    let specification = try experiment.specification(one.stated, seed: 2)
    let metrics = try one.values.map { value in
      try experiment.run(
        TrialSpecification(
          task: specification.task, taskVersion: specification.taskVersion,
          settings: specification.settings.merging([one.setting: value]) { $1 }, seed: 2, data: specification.data)
      ).encoded()
    }
    #expect(Set(metrics).count == 1)
  }

  static let used: [Case] =
    cases("cartpole-dqn", pole, of: ["rn", "gain"], "semantics", semantics)
    + cases("redbluedoors-ppo", grid, of: ["rn"], "semantics", semantics)
    + cases(
      "redbluedoors-ppo", grid.merging(["semantics": .text("corrected")]) { $1 }, of: ["rn", "ln"], "placement",
      ["default", "published"])
    + cases(
      "redbluedoors-ppo", grid.merging(["batchSize": .integer(28), "framesPerUpdate": .integer(16)]) { $1 },
      of: ["none"], "minibatches",
      ["whole", "published"])
    + cases(
      "redbluedoors-ppo", grid.merging(["memory": .boolean(false), "recurrence": .integer(1)]) { $1 }, of: ["none"],
      "minibatches", ["whole", "published"])
    + cases("imbalanced-mnist", images, of: ["rn"], "semantics", semantics)
    + cases("imbalanced-mnist", images.merging(["probe": .boolean(true)]) { $1 }, of: ["none"], "semantics", semantics)
    + cases(
      "mnist-rnn", images.merging(["semantics": .text("corrected")]) { $1 }, of: ["bn", "rn"], "history",
      ["perStep", "shared"])
    + cases(
      "babi-ggnn", stories.merging(["semantics": .text("corrected")]) { $1 }, of: ["rn", "gain"], "historyReset",
      ["never", "epoch"])
    + cases(
      "babi-ggnn", stories.merging(["semantics": .text("corrected")]) { $1 }, of: ["rn", "gain"], "testMultiplier",
      ["on", "off"])

  @Test(arguments: used) func aSettingThatIsUsedMakesTwoTrialsWithTwoResults(_ one: Case) throws {
    let experiment = try ExperimentRegistry.experiment(named: one.task)
    let specifications = try one.values.map { value in
      try experiment.specification(one.stated.merging([one.setting: value]) { $1 }, seed: 2)
    }
    #expect(Set(specifications.map(\.identifier)).count == 2)
    #expect(Set(try specifications.map { try experiment.run($0).encoded() }).count == 2)
  }
}
