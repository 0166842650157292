import Coordination
public import Logging
import Messaging
import OperatingSystem
import Results
import Trials

/// Ends a sweep before it is complete and sends its workers away.
public struct SweepDismissal {
  private let directory: String
  private let configuration: CoordinatorConfiguration
  private let logger: Logger

  /// Ends the sweep in `directory`. `version` is regnorm's version.
  public init(of directory: String, version: String, logger: Logger) {
    self.directory = directory
    configuration = CoordinatorConfiguration(version: version)
    self.logger = logger
  }

  /// Orders the coordinator that serves the directory to send its workers away and to end. If no coordinator runs, this
  /// process listens at the last endpoint for as long as workers need to come back. Results that workers bring are
  /// accepted.
  ///
  /// Returns one sentence that says what happened.
  public func run() throws -> String {
    do {
      let store = try ResultStore(writingTo: directory)
      guard let address = SweepService.recordedAddress(in: directory) else {
        return "no coordinator has served \(directory), and no worker waits for one"
      }
      let service = SweepService(
        try store.plan(),
        SweepService.Options(
          directory: directory, endpoint: address.endpoint, data: [:], checkpointLimit: 1 << 40,
          configuration: configuration),
        logger: logger)
      let snapshot = try service.coordinator(of: store, records: store.records()).run(dismissing: true).snapshot
      return "every worker that came back to \(address.endpoint) was sent away; "
        + "\(snapshot.counts.done) of \(snapshot.counts.planned) trials are done"
    } catch let error as StoreError {
      guard case .inUse = error else { throw error }
      guard let answer = try SweepOrders(in: directory).give(.dismiss) else { throw error }
      guard answer.isAccepted else { throw RefusedOrder(reason: answer.text) }
      return answer.text
    }
  }
}
