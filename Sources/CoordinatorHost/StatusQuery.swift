public import Coordination
public import Messaging

/// Asks a coordinator for a snapshot of its fleet.
public struct StatusQuery {
  private let address: CoordinatorAddress
  private let access: AccessFile?
  private let attempts: Int
  private let patience: Duration

  /// A question for the coordinator at `address` by the holder of `access`. It is asked `attempts` times, and waits
  /// `patience` for each answer.
  public init(
    to address: CoordinatorAddress, access: AccessFile?, attempts: Int = 3, patience: Duration = .seconds(2)
  ) {
    self.address = address
    self.access = access
    self.attempts = attempts
    self.patience = patience
  }

  /// The answer. Throws `NoAnswer` if none comes, and `RefusedConnection` if the coordinator does not admit the key.
  public func ask() throws -> FleetSnapshot {
    let request = ControlRequest(to: address, as: access?.pair, attempts: attempts, patience: patience)
    switch try request.ask(.status) {
    case .snapshot(let snapshot): return snapshot
    case .refused, .status, .enrol, .enrolled: throw RefusedConnection(address: address, failure: .keyNotAdmitted)
    case nil: throw NoAnswer(endpoint: address.control.endpoint, waited: patience * attempts)
    }
  }
}
