import ArgumentParser
import Benchmarks
import Experiments
import Foundation
import Layers
import Trials

/// `regnorm bench`: rates of training steps and kernels, as JSON lines.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the training step of a task, or single kernels, on one thread.",
    discussion: """
      One JSON line for each task and normalization: rate (units a second: median, min and max of the windows), step_ms, \
      and floor: the least time of a step, computed from its operations, bytes and exponentials, the machine's measured \
      peaks, and the time of an environment alone; floor_share is the floor over the median step. The step is that of a \
      trial as in a sweep; evaluations between epochs are not counted. A control task's step is a step of its \
      environment, or a rollout with its update, and its rate counts acting, the environment, memory and \
      learning.

        regnorm bench --task imbalanced-mnist --norm rn --profile

      Tasks: \(SteadyState.all.map(\.name).joined(separator: ", ")).
      Kernels: \(KernelMeasurement.groups.joined(separator: ", ")).

      \(DispatchMeasurement.name): a coordinator's trials a second, and a trial's CPU time, with 1,000 simulated workers whose \
      trials take no time: messages are read, leases and results are on the disk, messages are written. No sockets.

      A window in which the process had less than --share of a core is measured again, for up to --patience seconds. \
      Compare only rates that were measured side by side, as Tests/compare-peer does with PyTorch and JAX.
      """)

  @Option(help: "A task, a group of kernels, all tasks, or \(DispatchMeasurement.name).")
  var task = "all"

  @Option(name: .customLong("norm"), help: "A normalization, or all that the task has.")
  var normalization = "all"

  @Option(parsing: .unconditional, help: "Seconds of one window.")
  var seconds = 2.0

  @Option(name: .customLong("reps"), parsing: .unconditional, help: "Windows of one measurement.")
  var repetitions = 5

  @Option(name: .customLong("warmup"), parsing: .unconditional, help: "Seconds before the first window.")
  var warmUp = 1.0

  @Option(parsing: .unconditional, help: "The share of a core that the process must have had in a window.")
  var share = 0.97

  @Option(parsing: .unconditional, help: "Seconds after which a measurement accepts windows with a smaller share.")
  var patience = 60.0

  @Option(help: "Run this many training steps without measuring, for a program that counts their instructions.")
  var steps: Int?

  @Argument(help: ArgumentHelp("With --steps: settings of the task to change.", valueName: "name=value"))
  var settings: [String] = []

  @Option(
    help: """
      Run the kernels' body of this name (avx512, avx2 or portable) instead of the widest one. The peak of the floor is \
      that of the same instruction set.
      """)
  var kernels: String?

  @Flag(help: "Add the time of each kernel of the step or normalization, with its floor, the longest first.")
  var profile = false

  func validate() throws {
    guard seconds > 0, seconds.isFinite else { throw ValidationError("--seconds must be more than 0") }
    guard repetitions > 0 else { throw ValidationError("--reps must be at least 1") }
    guard steps.map({ $0 > 0 }) ?? true else { throw ValidationError("--steps must be at least 1") }
    guard settings.isEmpty || steps != nil else { throw ValidationError("settings go with --steps") }
    let names = SteadyState.all.map(\.name) + KernelMeasurement.groups + ["all", DispatchMeasurement.name]
    guard names.contains(task) else {
      throw ValidationError("no task or group of kernels is called \(task)" + suggestion(task, names))
    }
    let methods = tasks.flatMap { $0.normalizations.map(\.rawValue) } + ["all"]
    guard tasks.isEmpty || methods.contains(normalization) else {
      throw ValidationError("\(task) has no normalization \(normalization)" + suggestion(normalization, methods))
    }
  }

  func run() throws {
    #if DEBUG
      throw ValidationError("a debug build says nothing about speed; build with `swift build -c release`")
    #else
      if task == DispatchMeasurement.name { return try show(DispatchMeasurement()) }
      try useKernels(named: kernels)
      if let steps {
        for (task, method) in trainings {
          let stated = try ExperimentRegistry.experiment(named: task.task).task.stated(settings)
          try show(CountedSteps(task.with(stated), method, steps: steps))
        }
        return
      }
      let patience = Patience(
        seconds: seconds, repetitions: repetitions, warmUp: warmUp, share: share, limit: patience)
      let peaks = try MachinePeaks()
      if KernelMeasurement.groups.contains(task) {
        try KernelMeasurement.measure(task, patience: patience, peaks: peaks, profiled: profile) { try show($0) }
      }
      for (task, method) in trainings {
        try show(TrainingMeasurement(task, method, patience: patience, peaks: peaks, profiled: profile))
      }
    #endif
  }

  private var trainings: [(SteadyState, NormalizationMethod)] {
    tasks.flatMap { task in
      task.normalizations.filter { ["all", $0.rawValue].contains(normalization) }.map { (task, $0) }
    }
  }

  private var tasks: [SteadyState] { SteadyState.all.filter { task == "all" || task == $0.name } }

  private func show(_ line: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Unbuffered, so that a line appears as soon as it is measured.
    try FileHandle.standardOutput.write(contentsOf: try encoder.encode(line) + [UInt8(ascii: "\n")])
  }

  private func suggestion(_ name: String, _ names: [String]) -> String {
    nearestName(to: name, among: names).map { "; did you mean \($0)?" }
      ?? "; `regnorm bench --help` lists the names"
  }
}
