import CKernels
import Glibc
import Synchronization

/// The time of compiled steps, kernel by kernel.
///
/// A step that is made while a profile is current times every instruction that it replays. Timing costs about 50 ns an
/// instruction.
/// ```
/// let profile = StepProfile()
/// try StepProfile.$current.withValue(profile) { … make a trial and advance it … }
/// print(profile.entries)
/// ```
public final class StepProfile: Sendable {
  /// The calls of one kernel with the same dimensions.
  public struct Entry: Sendable {
    /// The kernel's name: `gemm`.
    public let kernel: String
    /// Its dimensions, in the order of `KernelList.h`.
    public let dimensions: [Int]
    /// The least work of a call, and how many calls had that cost. The distance of an operand depends on the
    /// instructions that ran before.
    public fileprivate(set) var costs: [InstructionCost: Int] = [:]
    /// The number of calls.
    public fileprivate(set) var calls = 0
    /// The time of all calls together, in seconds.
    public fileprivate(set) var seconds = 0.0
    /// The time of the fastest call, in seconds: the call that neither neighbours nor the scheduler disturbed.
    public fileprivate(set) var fastest = Double.infinity

    fileprivate init(_ key: Key) {
      kernel = key.opcode.name
      dimensions = key.dimensions
    }

    fileprivate mutating func add(_ cost: InstructionCost, seconds: Double) {
      calls += 1
      costs[cost, default: 0] += 1
      self.seconds += seconds
      fastest = min(fastest, seconds)
    }
  }

  struct Key: Hashable {
    let opcode: Opcode
    let dimensions: [Int]
  }

  /// The profile that compiled steps made now report to.
  @TaskLocal public static var current: StepProfile?

  private let recorded = Mutex<[Key: Entry]>([:])

  /// An empty profile.
  public init() {}

  /// All calls so far, by descending total time.
  public var entries: [Entry] {
    recorded.withLock { $0.values.sorted { ($0.seconds, $0.kernel) > ($1.seconds, $1.kernel) } }
  }

  /// Drops all entries, so that warming up does not count.
  public func reset() {
    recorded.withLock { $0 = [:] }
  }

  func record(_ key: Key, _ cost: InstructionCost, seconds: Double) {
    recorded.withLock { $0[key, default: Entry(key)].add(cost, seconds: seconds) }
  }

  /// Seconds on the monotonic clock.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
