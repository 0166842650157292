import CoordinatorHost
import Foundation
import Glibc

/// How many trials a second a coordinator leases, accepts and makes durable, as a line of JSON.
struct DispatchMeasurement: Encodable {
  private let task = Self.name
  private let workers: Int
  private let trials: Int
  private let trialsPerSecond: Double
  /// CPU time of a trial in milliseconds.
  private let processorMilliseconds: Double

  static let name = "dispatch"

  /// Measures in a new folder among the temporary files.
  init(workers: Int = 1_000, trials: Int = 50_000) throws {
    self.workers = workers
    self.trials = trials
    let folder = FileManager.default.temporaryDirectory.appending(path: "regnorm-dispatch-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var dispatch = try SimulatedDispatch(workers: workers, trials: trials, in: folder.path)
    let (start, busy) = (ContinuousClock().now, clock())
    try dispatch.run()
    let seconds = start.duration(to: ContinuousClock().now) / .seconds(1)
    trialsPerSecond = (Double(trials) / seconds).rounded()
    processorMilliseconds = Double(clock() - busy) / Double(CLOCKS_PER_SEC) / Double(trials) * 1_000
  }
}
