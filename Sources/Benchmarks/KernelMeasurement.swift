import CKernels
import Tensors

/// The time of one call of a kernel. Encodes with the keys of the peer's lines about products.
public struct KernelMeasurement: Sendable, Encodable {
  let task: String
  let call: String
  let shape: String
  let threads = 1
  /// GFLOP/s of a product.
  let gflops: Spread?
  let microsecondsPerCall: Spread
  let repetitions: Int
  let otherCores: Double
  let coreGflops: Spread
  let windowsRejected: Int
  let floorMicroseconds: Double
  let shareOfFloor: Double
  let kernels: String
  /// The shares of the kernels that a normalization calls; nil without a profile.
  let profile: [KernelShare]?

  private enum CodingKeys: String, CodingKey {
    case task, call, shape, threads, gflops, kernels, profile
    case microsecondsPerCall = "us_per_call"
    case repetitions = "reps"
    case otherCores = "other_cores"
    case coreGflops = "core_gflops"
    case windowsRejected = "windows_rejected"
    case floorMicroseconds = "floor_us"
    case shareOfFloor = "floor_share"
  }

  /// The groups of kernels by name.
  public static let groups = ["gemm", "elementwise", "normalization", "dispatch"]

  /// Measures a group of kernels and hands over each line as soon as it is measured. With `profiled` the line of a
  /// normalization has the time of each of its kernels.
  public static func measure(
    _ group: String, patience: Patience, peaks: MachinePeaks, profiled: Bool = false,
    line: (KernelMeasurement) throws -> Void
  ) throws {
    switch group {
    case "gemm":
      for product in KernelCase.products() { try line(KernelMeasurement(product, patience, peaks)) }
    case "elementwise":
      for kernel in KernelCase.elementwise() { try line(KernelMeasurement(kernel, patience, peaks)) }
      for kernel in KernelCase.optimizers() { try line(KernelMeasurement(kernel, patience, peaks)) }
    case "normalization":
      for layer in NormalizationCase.all() { try line(KernelMeasurement(layer, patience, peaks, profiled: profiled)) }
    default:
      try line(KernelMeasurement(.replay(), patience, peaks))
    }
  }

  private init(_ kernel: KernelCase, _ patience: Patience, _ peaks: MachinePeaks) throws {
    let calls = Double(kernel.calls)
    let entries = try kernel.entries()
    let (kept, rejected) = try Self.gather(patience) { try kernel.step.run() }
    try self.init(
      group: kernel.group, call: kernel.call, shape: kernel.shape, kept: kept, rejected: rejected,
      micros: kept.map { 1e6 * $0.wall / Double($0.steps) / calls },
      operations: entries.flatMap(\.costs).reduce(0) { $0 + Double($1.value) * $1.key.operations },
      floor: peaks.floor(of: entries))
  }

  private init(_ layer: NormalizationCase, _ patience: Patience, _ peaks: MachinePeaks, profiled: Bool) throws {
    for _ in 0..<3 { try layer.step.run() }
    layer.profile.reset()
    try layer.step.run()
    let floor = peaks.floor(of: layer.entries)
    var (micros, steps): ([Double], Int) = ([], 0)
    let (kept, rejected) = try patience.gather {
      layer.profile.reset()
      let window = try Window(seconds: patience.seconds) { try layer.step.run() }
      steps = window.steps
      return window
    } keeping: { window in
      micros.append(1e6 * layer.entries.reduce(0) { $0 + Double($1.calls) * $1.fastest } / Double(window.steps))
    }
    try self.init(
      group: "normalization", call: layer.call, shape: layer.shape, kept: kept, rejected: rejected,
      micros: micros, operations: 0, floor: floor,
      profile: !profiled ? nil : layer.entries.map { KernelShare($0, steps: steps, peaks: peaks) })
  }

  private init(
    group: String, call: String, shape: String, kept: [Window], rejected: Int, micros: [Double], operations: Double,
    floor: Double, profile: [KernelShare]? = nil
  ) throws {
    task = group
    self.call = call
    self.shape = shape
    gflops = operations == 0 ? nil : Spread(micros.map { 1e-3 * operations / $0 })
    microsecondsPerCall = Spread(micros)
    repetitions = kept.count
    otherCores = kept.map(\.otherCores).max()!.rounded(digits: 2)
    coreGflops = Spread(kept.map(\.coreSpeed))
    windowsRejected = rejected
    floorMicroseconds = (1e6 * floor).rounded(digits: 4)
    shareOfFloor = (1e6 * floor / microsecondsPerCall.median).rounded(digits: 3)
    kernels = String(cString: regnorm_body_name(regnorm_body()))
    self.profile = profile
  }

  private static func gather(_ patience: Patience, _ step: () throws -> Void) throws -> ([Window], Int) {
    // The first two calls record. The third fills the caches.
    for _ in 0..<3 { try step() }
    return try patience.gather { try Window(seconds: patience.seconds, step: step) }
  }
}
