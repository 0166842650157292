/// A coordinator with which no connection comes about, and why.
public struct RefusedConnection: Error, CustomStringConvertible {
  /// The coordinator.
  public let address: CoordinatorAddress
  /// What went wrong in the handshake.
  public let failure: HandshakeFailure

  /// A failed handshake with the coordinator at `address`.
  public init(address: CoordinatorAddress, failure: HandshakeFailure) {
    self.address = address
    self.failure = failure
  }

  /// What happened and what to do.
  public var description: String {
    switch failure {
    case .keyNotAdmitted:
      "the coordinator at \(address.endpoint) does not admit this key: the key was never registered there, or was revoked. "
        + "On the coordinator's host, `regnorm keys DIR` lists the keys and `regnorm enroll DIR NAME` admits another"
    case .otherMechanism:
      "what listens at \(address.endpoint) is no coordinator of this kind: expected one that speaks "
        + "\(address.key == nil ? "without" : "with") keys"
    case .otherKey, .ended:
      "the connection to \(address.endpoint) ends in its handshake: the coordinator there has another key than the address, "
        + "or lets nobody in at the moment. Copy the address anew if this goes on"
    }
  }
}

extension HandshakeFailure {
  /// Whether it makes no sense to try again.
  var isFinal: Bool { self == .keyNotAdmitted || self == .otherMechanism }
}
