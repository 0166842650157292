import Digests
import Experiments
import Testing
import Trials

/// Trials read the data that their specifications name, by digest.
@Suite struct TrialDataTests {
  private static let stated: [String: [String: SettingValue]] = [
    "imbalanced-mnist": [:], "mnist-rnn": [:], "draw": [:], "babi-ggnn": ["source": .text("files")],
    "cartpole-dqn": [:],
  ]

  private func specification(_ task: String) throws -> (any Experiment, TrialSpecification) {
    let experiment = try ExperimentRegistry.experiment(named: task)
    var settings = Self.stated[task] ?? [:]
    settings["normalization"] = .text("rn")
    if experiment.task.setting("semantics") != nil { settings["semantics"] = .text("corrected") }
    return (experiment, try experiment.specification(settings, seed: 1))
  }

  @Test(arguments: stated.keys.sorted()) func aTrialOfThisProgramNamesTheDataThatItsTaskReads(task: String) throws {
    let (experiment, specification) = try specification(task)
    #expect(specification.data.isEmpty == (task == "cartpole-dqn"))
    try experiment.requireData(of: specification)
  }

  @Test(arguments: stated.keys.sorted()) func aTrialThatNamesOtherDataIsRefusedByTheirNames(task: String) throws {
    let (experiment, specification) = try specification(task)
    let foreign = DataReference(name: "other.gz", sha256: SHA256.hash([1]))
    let altered = TrialSpecification(
      task: task, taskVersion: specification.taskVersion, settings: specification.settings, seed: 1,
      data: specification.data.dropLast() + [foreign])
    let error = #expect(throws: OtherData.self) { try experiment.requireData(of: altered) }
    #expect(error?.description.contains("other.gz with SHA-256 \(foreign.sha256)") == true)
  }
}
