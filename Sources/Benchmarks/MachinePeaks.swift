import CKernels
import CPeaks
import Tensors

/// The peak rates of this machine, measured on one core. Floors are computed from them.
public struct MachinePeaks: Sendable, Encodable {
  /// The rate of fused multiply-adds in the registers of the kernels' body, in GFLOP/s.
  public let gflops: Double
  /// The rate of copying, read and written bytes together, by footprint.
  public let copying: [Bandwidth]
  /// The time of one exponential, among 2048 in the first-level cache, in ns.
  public let exponential: Double

  /// A rate of copying.
  public struct Bandwidth: Sendable, Encodable {
    /// The bytes of source and target together.
    public let footprint: Int
    /// GB/s.
    public let rate: Double

    private enum CodingKeys: String, CodingKey {
      case footprint = "bytes"
      case rate = "gb_per_s"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case gflops
    case copying = "copy"
    case exponential = "exponential_ns"
  }

  /// Measures for `seconds` and keeps the best values, because a floor must not depend on neighbours.
  public init(seconds: Double = 0.5) throws {
    let share = seconds / 13
    let lanes: Int32 = regnorm_body() == .avx2 ? 8 : 16
    gflops = Self.best(share) { regnorm_multiply_add(100_000, lanes) / 1e9 }.rounded(digits: 4)
    // From the first-level cache through the second, the end of the second and the third to memory.
    copying = [
      1 << 15, 1 << 18, 1 << 20, 3 << 19, 1 << 21, 1 << 22, 1 << 23, 1 << 24, 3 << 23, 1 << 25, 1 << 27,
    ].map { footprint in
      let (source, target) = (
        Block(.uint8, count: footprint / 2), Block(.uint8, count: footprint / 2)
      )
      let repetitions = max(1, (1 << 20) / footprint)
      let rate = Self.best(share) {
        for _ in 0..<repetitions { target.bytes.copyMemory(from: UnsafeRawBufferPointer(source.bytes)) }
        return Double(repetitions * footprint) / 1e9
      }
      return Bandwidth(footprint: footprint, rate: rate.rounded(digits: 4))
    }
    let count = 2048
    let block = Block(.float32, count: count)
    let step = CompiledStep("exponentials", gradients: false) { tape in
      for _ in 0..<16 { tape.append(.exp, [tape.slot(of: block), tape.slot(of: block)], ElementDimensions(n: count)) }
    }
    try step.run()
    let rate = try Self.best(share) {
      for index in 0..<count { block.floats[index] = -1 }
      try step.run()
      return Double(16 * count)
    }
    exponential = (1e9 / rate).rounded(digits: 4)
  }

  /// The least seconds that all calls of `entries` take here.
  func floor(of entries: [StepProfile.Entry]) -> Double {
    entries.flatMap(\.costs).reduce(0) { $0 + Double($1.value) * floor(of: $1.key) }
  }

  /// The least seconds that `cost` takes here: the time of its slowest part, as if the other parts ran at the same
  /// time.
  func floor(of cost: InstructionCost) -> Double {
    let moving = cost.transfers.reduce(0) { $0 + $1.bytes / (bandwidth(atDistance: $1.distance) * 1e9) }
    return max(cost.operations / (gflops * 1e9), moving, cost.exponentials * exponential * 1e-9)
  }

  /// The GB/s of operands at a distance of `bytes`. Between two measurements the rate of the smaller footprint holds.
  private func bandwidth(atDistance bytes: Double) -> Double {
    (copying.last { Double($0.footprint) <= bytes } ?? copying[0]).rate
  }

  /// The best rate of `run`, which returns the amount of its work.
  private static func best(_ seconds: Double, _ run: () throws -> Double) rethrows -> Double {
    let start = ProcessClock.wall()
    var (best, now) = (0.0, start)
    repeat {
      let amount = try run()
      let end = ProcessClock.wall()
      best = max(best, amount / (end - now))
      now = end
    } while now - start < seconds
    return best
  }
}
