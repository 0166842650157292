import CZeroMQ

/// Every socket option that is not libzmq's default, in one place, each with its reason.
extension MessageSocket {
  func applyOptions(type: Int32) throws(ZeroMQError) {
    // Delivery is by acknowledgement: nothing waits for unsent messages.
    try set(ZMQ_LINGER, "LINGER", 0)
    // Credit keeps few messages in flight; these bounds hold memory when a peer stops reading.
    try limit(bytes: FrameFormat.frameLimit, messages: 256)
    // Dead connections are noticed by the system: by its probes where nothing is sent, and where what was sent is not
    // confirmed. Not by libzmq's own heartbeats, whose timer ends the process of version 4.3.4 (`!_io_error`) when a peer
    // leaves that has sent more than was read. Our heartbeats are messages.
    try set(ZMQ_TCP_MAXRT, "TCP_MAXRT", 15_000)
    try set(ZMQ_TCP_KEEPALIVE, "TCP_KEEPALIVE", 1)
    try set(ZMQ_TCP_KEEPALIVE_IDLE, "TCP_KEEPALIVE_IDLE", 30)
    try set(ZMQ_TCP_KEEPALIVE_INTVL, "TCP_KEEPALIVE_INTVL", 10)
    try set(ZMQ_TCP_KEEPALIVE_CNT, "TCP_KEEPALIVE_CNT", 3)
    // Peers that never finish their handshake do not hold descriptors for long.
    try set(ZMQ_HANDSHAKE_IVL, "HANDSHAKE_IVL", 8_000)
    switch type {
    case ZMQ_ROUTER:
      // A message that cannot be delivered is an error that we see, not a silence.
      try set(ZMQ_ROUTER_MANDATORY, "ROUTER_MANDATORY", 1)
      // After a restart every worker reconnects at once.
      try set(ZMQ_BACKLOG, "BACKLOG", 4096)
    default:
      // Nothing is queued for a coordinator that is not there.
      try set(ZMQ_IMMEDIATE, "IMMEDIATE", 1)
      // The coordinator's grace after a restart covers the longest of these pauses.
      try set(ZMQ_RECONNECT_IVL, "RECONNECT_IVL", 200)
      try set(ZMQ_RECONNECT_IVL_MAX, "RECONNECT_IVL_MAX", 2_000)
      try set(ZMQ_CONNECT_TIMEOUT, "CONNECT_TIMEOUT", 5_000)
    }
  }

  /// From now on closing the socket and its context waits so long at most for messages that are not out yet.
  public func linger(_ duration: Duration) throws(ZeroMQError) {
    try set(ZMQ_LINGER, "LINGER", Int32(duration / .milliseconds(1)))
  }

  func set(_ option: Int32, _ name: String, _ value: Int32) throws(ZeroMQError) {
    var value = value
    _ = try ZeroMQError.check(
      zmq_setsockopt(pointer, option, &value, MemoryLayout<Int32>.size), "set the option \(name) to \(value)")
  }

  /// The value, which may be secret, is in no error.
  func set(_ option: Int32, _ name: String, _ value: [UInt8]) throws(ZeroMQError) {
    _ = try ZeroMQError.check(zmq_setsockopt(pointer, option, value, value.count), "set the option \(name)")
  }

  /// The socket refuses frames of more than `bytes` bytes before they are in memory, by ending their connection, and keeps
  /// at most `messages` of them waiting for each peer in each direction.
  public func limit(bytes: Int, messages: Int32) throws(ZeroMQError) {
    var limit = Int64(bytes)
    _ = try ZeroMQError.check(
      zmq_setsockopt(pointer, ZMQ_MAXMSGSIZE, &limit, MemoryLayout<Int64>.size), "set the option MAXMSGSIZE")
    try set(ZMQ_SNDHWM, "SNDHWM", messages)
    try set(ZMQ_RCVHWM, "RCVHWM", messages)
  }
}
