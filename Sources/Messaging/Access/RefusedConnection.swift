/// A failed handshake with a coordinator.
public struct RefusedConnection: Error, CustomStringConvertible {
  public let address: CoordinatorAddress
  /// Why the handshake failed.
  public let failure: HandshakeFailure

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
  /// Whether trying again is pointless.
  var isFinal: Bool { self == .keyNotAdmitted || self == .otherMechanism }
}
