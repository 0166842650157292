import Tensors

/// The least time that a step can take on this machine, and its parts.
///
/// An environment has no floor by operations and bytes: the time of the environment alone counts.
public struct Floor: Sendable, Encodable {
  /// Milliseconds a step: the sum of the floors of its kernels, and the environment's time.
  public let milliseconds: Double
  /// Operations of matrix products a step.
  public let flops: Double
  /// Bytes that kernels read and write a step.
  public let bytes: Double
  /// Evaluations of exp, log and the like a step.
  public let exponentials: Double
  /// Milliseconds a step of the environment alone; nil where the task has no environment.
  public let environment: Double?

  private enum CodingKeys: String, CodingKey {
    case milliseconds = "ms"
    case flops, bytes, exponentials
    case environment = "environment_ms"
  }

  /// The floor of the `steps` steps that `profile` recorded. The environment takes `environmentSeconds` in each step.
  init(_ profile: StepProfile, steps: Int, peaks: MachinePeaks, environmentSeconds: Double?) {
    let costs = profile.entries.flatMap(\.costs)
    func perStep(_ amount: (InstructionCost) -> Double) -> Double {
      costs.reduce(0) { $0 + Double($1.value) * amount($1.key) } / Double(steps)
    }
    milliseconds = (1e3 * (perStep(peaks.floor) + (environmentSeconds ?? 0))).rounded(digits: 4)
    environment = environmentSeconds.map { (1e3 * $0).rounded(digits: 4) }
    flops = perStep(\.operations).rounded(digits: 6)
    bytes = perStep(\.bytes).rounded(digits: 6)
    exponentials = perStep(\.exponentials).rounded(digits: 6)
  }
}

/// The share of one kernel in a step.
public struct KernelShare: Sendable, Encodable {
  let kernel: String
  let dimensions: [Int]
  let callsPerStep: Double
  let microsecondsPerStep: Double
  /// The microseconds a step if every call were as fast as the fastest.
  let fastestMicrosecondsPerStep: Double
  let floorMicroseconds: Double

  private enum CodingKeys: String, CodingKey {
    case kernel, dimensions
    case callsPerStep = "calls_per_step"
    case microsecondsPerStep = "us_per_step"
    case fastestMicrosecondsPerStep = "us_per_step_fastest"
    case floorMicroseconds = "floor_us"
  }

  init(_ entry: StepProfile.Entry, steps: Int, peaks: MachinePeaks) {
    kernel = entry.kernel
    dimensions = entry.dimensions
    callsPerStep = (Double(entry.calls) / Double(steps)).rounded(digits: 4)
    microsecondsPerStep = (1e6 * entry.seconds / Double(steps)).rounded(digits: 4)
    fastestMicrosecondsPerStep = (1e6 * Double(entry.calls) * entry.fastest / Double(steps)).rounded(digits: 4)
    floorMicroseconds = (1e6 * peaks.floor(of: [entry]) / Double(steps)).rounded(digits: 4)
  }
}
