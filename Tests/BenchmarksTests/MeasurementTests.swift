import Foundation
import Layers
import Tensors
import Testing
import Trials

@testable import Benchmarks

@Suite struct MeasurementTests {
  /// Windows of milliseconds: the form is tested, not the speed.
  private let patience = Patience(seconds: 0.002, repetitions: 3, warmUp: 0, share: 0, limit: 0)

  /// The embedded digits and a narrow net.
  private let tiny = SteadyState(
    "tiny", task: "imbalanced-mnist",
    settings: ["dataset": .text("optdigits"), "hiddenUnits": .integer(8), "epochs": .integer(1000)], unit: "images",
    unitsPerStep: 128, stepsPerEpoch: 11)

  @Test func aTrainingLineHasThePeersKeys() throws {
    let peaks = try MachinePeaks(seconds: 0.01)
    let measurement = try TrainingMeasurement(tiny, .rn, patience: patience, peaks: peaks)
    let line = try object(measurement)
    let peers = [
      "task", "norm", "variant", "threads", "procs", "unit", "units_per_step", "first_step_s", "ops_per_step", "rate",
      "step_ms", "cpu_ms_per_step", "reps", "other_cores", "stolen_cores", "core_share", "core_gflops",
      "windows_rejected", "finite",
    ]
    for key in peers { #expect(line.keys.contains(key), "\(key) is missing") }
    #expect(line.keys.contains("floor") && line.keys.contains("floor_share") && line.keys.contains("peaks"))
    #expect(!line.keys.contains("profile"))
    #expect(measurement.rate.min > 0 && measurement.rate.min <= measurement.rate.median)
    #expect(measurement.rate.median <= measurement.rate.max)
    #expect(measurement.semantics == "published")
    #expect(measurement.finite)
  }

  @Test func theFloorCountsWhatTheStepMultiplies() throws {
    let measurement = try TrainingMeasurement(
      tiny, .none, patience: patience, peaks: try MachinePeaks(seconds: 0.01), profiled: true)
    // Forward, gradients of weights and, but for the first layer, of inputs: 64-8-8-10 on 128 rows.
    let products = 2.0 * 128 * (3 * (64 * 8 + 8 * 8 + 8 * 10) - 64 * 8)
    #expect(abs(measurement.floor.flops - products) <= 1e-5 * products)
    let kernels = try #require(measurement.profile)
    #expect(kernels.contains { $0.kernel == "stochasticGradientDescent" && $0.callsPerStep == 1 })
    #expect(kernels.filter { $0.kernel == "gemm" }.reduce(0) { $0 + $1.callsPerStep } == 8)
  }

  @Test func aMethodWithoutAPublishedFormInTheTaskIsMeasuredInItsCorrectedOne() throws {
    #expect(try tiny.specification(.rbn, seed: 1).settings["semantics"] == .text("corrected"))
    #expect(try tiny.specification(.rn, seed: 1).settings["semantics"] == .text("published"))
  }

  @Test(arguments: ["cartpole-dqn", "lunarlander-dqn", "redbluedoors-ppo"])
  func aControlTasksFloorCountsItsEnvironment(name: String) throws {
    let task = try #require(SteadyState.all.first { $0.name == name })
    let brief = Patience(seconds: 0.002, repetitions: 1, warmUp: 0, share: 0, limit: 0)
    let measurement = try TrainingMeasurement(task, .none, patience: brief, peaks: try MachinePeaks(seconds: 0.01))
    let environment = try #require(measurement.floor.environment)
    #expect(environment > 0 && environment < measurement.floor.milliseconds)
    #expect(measurement.finite)
    // A frame of PPO passes the network once in playing and in four passes of learning, forward and backward.
    let flops = name == "redbluedoors-ppo" ? 1e6...3e6 : 2e5...1e6
    #expect(flops.contains(measurement.floor.flops / Double(task.unitsPerStep)))
  }

  @Test(arguments: SteadyState.all.indices) func everyNormalizationOfEveryTaskMakesAValidTrial(index: Int) throws {
    let task = SteadyState.all[index]
    for method in task.normalizations { _ = try task.specification(method, seed: 1) }
  }

  @Test func callsThatEndAnEpochAreNotPlain() {
    #expect(tiny.isPlain(1) && tiny.isPlain(10) && tiny.isPlain(12))
    #expect(!tiny.isPlain(11) && !tiny.isPlain(22))
    let inThrees = SteadyState(
      "threes", task: "imbalanced-mnist", settings: [:], unit: "images", unitsPerStep: 1, stepsPerCall: 3,
      stepsPerEpoch: 10)
    #expect(inThrees.isPlain(9) && !inThrees.isPlain(12) && inThrees.isPlain(15))
  }

  @Test(arguments: KernelMeasurement.groups) func everyGroupOfKernelsIsMeasured(group: String) throws {
    var lines: [[String: Any]] = []
    let brief = Patience(seconds: 0.0001, repetitions: 1, warmUp: 0, share: 0, limit: 0)
    do {
      try KernelMeasurement.measure(group, patience: brief, peaks: try MachinePeaks(seconds: 0.01)) { line in
        lines.append(try object(line))
        if lines.count == 2 { throw Enough() }
      }
    } catch is Enough {}
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line["task"] as? String == group)
      #expect(((line["us_per_call"] as? [String: Any])?["median"] as? Double ?? 0) > 0)
      #expect(line.keys.contains("gflops") == (group == "gemm"))
      #expect(line["floor_us"] as? Double ?? 0 > 0)
    }
  }

  @Test func timeOutsideTheCountedStepsIsLeftOut() throws {
    var calls = 0
    let begin = ProcessClock.wall()
    let window = try Window(seconds: 0.004) {
      calls % 2 == 0
    } step: {
      let start = ProcessClock.wall()
      let length = calls % 2 == 0 ? 0.001 : 0.004
      while ProcessClock.wall() - start < length {}
      calls += 1
    }
    let elapsed = ProcessClock.wall() - begin
    // The first step counts and so does the last; every other one between them does not.
    #expect(calls == 2 * window.steps - 1)
    #expect(window.wall >= 0.004 && window.wall <= elapsed - 0.004 * Double(window.steps - 1))
  }

  @Test func spreadsHaveFourDigits() {
    let spread = Spread([3, 1234.56, 0.000123456])
    #expect(spread.median == 3 && spread.min == 0.0001235 && spread.max == 1235)
    #expect(Spread([1, 2]).median == 1.5)
    #expect(Double(-98765.4).rounded(digits: 2) == -99000)
    #expect(Double.infinity.rounded(digits: 3) == .infinity)
  }

  private func object(_ line: some Encodable) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(line)) as? [String: Any])
  }
}

/// Ends a measurement after its first lines.
private struct Enough: Error {}
