import ArgumentParser
import Experiments
import Glibc
import OperatingSystem
import Reporting
import SharedCommands
import Trials

/// `regnorm trial`: one trial in this process.
struct TrialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial",
    abstract: "Run one trial in this process and print JSON lines.",
    discussion: """
      Every line but the last is progress: {"step": 40, "totalSteps": 469, "value": 0.61}. The last line is the result, \
      with the final metrics and every curve, byte for byte as a worker sends it.

        regnorm trial --task imbalanced-mnist normalization=rn semantics=published rareClasses=7 --seed 1

      For a task whose model draws, --pictures writes PNG files at the end:

        regnorm trial --task draw normalization=none drawingSteps=10 hiddenUnits=256 --pictures drawings

      For a task with an environment, --checkpoint keeps the trained trial, and `regnorm play` plays its policy:

        regnorm trial --task cartpole-dqn normalization=none --checkpoint pole.trial

      --save-initial and --save-order write the data that another program needs for the same training: the first parameters \
      and the examples of each batch. Examples are places in the training file, from 0. A row of order is an epoch, cut \
      into batches of batchSize; the last batch may be smaller.

      Settings that are not stated have their defaults; `regnorm tasks NAME` lists them.
      """)

  @Option(help: "The task; `regnorm tasks` lists them.")
  var task: String

  @Option(parsing: .unconditional, help: "The seed of the trial's random streams, 0 or more.")
  var seed = 1

  @Option(
    help: "Write the trained parameters to this safetensors file.", completion: .file(extensions: ["safetensors"]),
    transform: userPath)
  var save: String?

  @Option(
    help: "Write the parameters before the first step to this safetensors file.",
    completion: .file(extensions: ["safetensors"]))
  var saveInitial: String?

  @Option(
    help: """
      Write the training examples and their order in every epoch to this safetensors file of int64 arrays: \
      examples, order [epochs, examples], batchSize.
      """, completion: .file(extensions: ["safetensors"]))
  var saveOrder: String?

  @Option(
    help: "Write pictures that the trained model draws to this folder, which is made if it is missing.",
    completion: .directory, transform: userPath)
  var pictures: String?

  @Option(
    help: "Keep the trained trial, with its settings and its whole state, in this file for `regnorm play`.",
    completion: .file(), transform: userPath)
  var checkpoint: String?

  @Flag(help: "Print the result only.")
  var quiet = false

  @Argument(help: "Settings, each as name=value.")
  var settings: [String] = []

  func validate() throws {
    guard seed >= 0 else { throw ValidationError("--seed takes 0 and more, not \(seed)") }
    if [save, checkpoint].contains(OutputFile.standardOutput) {
      throw ValidationError("standard output is for the trial's result; name a file for --save and --checkpoint")
    }
  }

  func run() throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let specification = try experiment.specification(try experiment.task.stated(settings), seed: seed)
    // An unwritable path is reported before an hour of training, not after it.
    for path in [save, saveInitial, saveOrder, checkpoint].compactMap({ $0 }) { try OutputFile.requireWritable(path) }
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let arrays = SafetensorsFile(of: specification)
    if let saveOrder { try arrays.writeOrder(of: trial, to: saveOrder) }
    if let saveInitial { try arrays.writeParameters(of: trial, to: saveInitial) }
    let illustration = try pictures.map { try Illustration(of: trial, task: task, folder: $0) }
    // About a hundred lines, whatever the trial's length.
    let stride = max(1, trial.progress.totalSteps / 100)
    while true {
      if case .finished(let result) = try trial.advance(steps: stride) {
        print(String(decoding: try result.encoded(), as: UTF8.self))
        try illustration?.write()
        if let save { try arrays.writeParameters(of: trial, to: save) }
        if let checkpoint {
          try OutputFile.write(try SavedTrial(trial, of: specification).encoded(), to: checkpoint)
        }
        return
      }
      if !quiet {
        print(line(trial.progress))
        // A reader of a pipe sees each line at once.
        fflush(nil)
      }
    }
  }

  private func line(_ progress: TrialProgress) -> String {
    let value = progress.lastValue.map { ", \"value\": \($0.isFinite ? "\($0)" : "\"\($0)\"")" } ?? ""
    return "{\"step\": \(progress.step), \"totalSteps\": \(progress.totalSteps)\(value)}"
  }
}
