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
      with the final metrics and every curve, byte for byte what a worker would send.

        regnorm trial --task imbalanced-mnist normalization=rn semantics=published rareClasses=7 --seed 1

      A task whose model draws can show it in PNG files, which --pictures writes at the end:

        regnorm trial --task draw normalization=none drawingSteps=10 hiddenUnits=256 --pictures drawings

      A task with an environment can be watched: --checkpoint keeps what was trained, and `regnorm play` plays it.

        regnorm trial --task cartpole-dqn normalization=none --checkpoint pole.trial

      --save-initial and --save-order write what another program needs to train the same: the first parameters, and \
      which examples each batch takes. Examples are places in the training file, from 0; a row of order is an epoch, cut \
      into batches of batchSize, of which the last may be smaller.

      Settings that are not stated take their defaults; `regnorm tasks NAME` lists them.
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
      Write the examples that are trained on, and their order in every epoch, to this safetensors file of int64 arrays: \
      examples, order [epochs, examples], batchSize.
      """, completion: .file(extensions: ["safetensors"]))
  var saveOrder: String?

  @Option(
    help: "Write pictures of what the trained model draws to this folder, which is made where there is none.",
    completion: .directory, transform: userPath)
  var pictures: String?

  @Option(
    help: "Keep the trained trial, with its settings and all of its state, in this file; `regnorm play` reads it.",
    completion: .file(), transform: userPath)
  var checkpoint: String?

  @Flag(help: "Print the result only.")
  var quiet = false

  @Argument(help: "Settings, each as name=value.")
  var settings: [String] = []

  func validate() throws {
    guard seed >= 0 else { throw ValidationError("--seed takes 0 and more, not \(seed)") }
    if [save, checkpoint].contains(OutputFile.standardOutput) {
      throw ValidationError("standard output has the result of the trial; name a file for --save and --checkpoint")
    }
  }

  func run() throws {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let specification = try experiment.specification(try experiment.task.stated(settings), seed: seed)
    // Before an hour of training, not after it.
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
        // Whoever reads a pipe wants to see it move.
        fflush(nil)
      }
    }
  }

  private func line(_ progress: TrialProgress) -> String {
    let value = progress.lastValue.map { ", \"value\": \($0.isFinite ? "\($0)" : "\"\($0)\"")" } ?? ""
    return "{\"step\": \(progress.step), \"totalSteps\": \(progress.totalSteps)\(value)}"
  }
}
