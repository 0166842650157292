import CZeroMQ

/// Why a connection ended before its first message.
public enum HandshakeFailure: Sendable, Hashable {
  /// The other side does not admit the key of this side.
  case keyNotAdmitted
  /// One side uses keys and the other does not, or the other side is not a ZeroMQ peer.
  case otherMechanism
  /// The other side does not have the key that this side expects, or expects a key that this side does not have.
  case otherKey
  /// The connection ended without a reason.
  case ended
}

extension HandshakeFailure {
  /// Reads an event of libzmq's monitor; nil unless it is a failed handshake.
  init?(event: Int32, value: UInt32) {
    switch event {
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: self = .keyNotAdmitted
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: self = .ended
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
      self = value == UInt32(ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC) ? .otherKey : .otherMechanism
    default: return nil
    }
  }
}
