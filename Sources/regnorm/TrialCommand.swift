import ArgumentParser
import Experiments
import Foundation
import Reporting
import Trials

struct TrialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial",
    abstract: "Run one trial in this process and print JSON lines.",
    discussion: """
      Every line but the last is progress: {"step": 40, "totalSteps": 469, "value": 0.61}. The last line is the result, \
      with the final metrics and every curve, byte for byte what a worker would send.

        regnorm trial --task imbalanced-mnist normalization=rn semantics=published rareClasses=7 --seed 1

      A task whose model draws can show it in PNG files, which --pictures writes at the end:

        regnorm trial --task draw normalization=none drawingSteps=10 hiddenUnits=256 --pictures drawings

      Settings that are not stated take their defaults; `regnorm tasks NAME` lists them.
      """)

  @Option(help: "The task; `regnorm tasks` lists them.")
  var task: String

  @Option(help: "The seed of the trial's random streams.")
  var seed = 1

  @Option(
    help: "Write the trained parameters to this safetensors file.", completion: .file(extensions: ["safetensors"]))
  var save: String?

  @Option(
    help: "Write pictures of what the trained model draws to this folder, which is made where there is none.",
    completion: .directory)
  var pictures: String?

  @Flag(help: "Print the result only.")
  var quiet = false

  @Argument(help: "Settings, each as name=value.")
  var settings: [String] = []

  func run() throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let specification = try experiment.specification(try stated(experiment.task), seed: seed)
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let illustration = try pictures.map { try Illustration(of: trial, task: task, folder: $0) }
    // About a hundred lines, whatever the trial's length.
    let stride = max(1, trial.progress.totalSteps / 100)
    while true {
      if case .finished(let result) = try trial.advance(steps: stride) {
        try illustration?.write()
        if let save { try write(trial, specification, to: save) }
        print(String(decoding: try result.encoded(), as: UTF8.self))
        return
      }
      if !quiet { print(line(trial.progress)) }
    }
  }

  private func stated(_ task: TaskDescription) throws -> [String: SettingValue] {
    var values: [String: SettingValue] = [:]
    for text in settings {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw ValidationError("\(text) is no setting; write name=value") }
      guard let setting = task.setting(parts[0]) else {
        throw UnknownSetting(parts[0], in: task)
      }
      guard values.updateValue(try setting.parse(parts[1]), forKey: parts[0]) == nil else {
        throw ValidationError("\(parts[0]) is stated twice")
      }
    }
    return values
  }

  private func line(_ progress: TrialProgress) -> String {
    let value = progress.lastValue.map { ", \"value\": \($0.isFinite ? "\($0)" : "\"\($0)\"")" } ?? ""
    return "{\"step\": \(progress.step), \"totalSteps\": \(progress.totalSteps)\(value)}"
  }

  private func write(_ trial: any Trial, _ specification: TrialSpecification, to path: String) throws {
    let metadata = [
      "trial": specification.identifier.description, "task": specification.task, "seed": "\(specification.seed)",
    ]
    let file = try Safetensors(trial.parameters, metadata: metadata)
    try Data(file.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
