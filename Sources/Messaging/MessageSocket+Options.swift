import CZeroMQ

/// Every socket option that differs from libzmq's default, with its reason.
extension MessageSocket {
  func applyOptions(type: Int32) throws(ZeroMQError) {
    // Delivery is by acknowledgement, so closing a socket need not wait for unsent messages.
    try set(ZMQ_LINGER, "LINGER", 0)
    // Few messages are in flight; these bounds hold memory when a peer stops reading.
    try limit(bytes: FrameFormat.frameLimit, messages: 256)
    // The system notices dead connections, by keep-alive probes and by unconfirmed data. libzmq's own heartbeats are
    // not used: when a peer leaves that has sent more than was read, their timer aborts the process in version 4.3.4
    // (`!_io_error`). Our heartbeats are messages.
    try set(ZMQ_TCP_MAXRT, "TCP_MAXRT", 15_000)
    try set(ZMQ_TCP_KEEPALIVE, "TCP_KEEPALIVE", 1)
    try set(ZMQ_TCP_KEEPALIVE_IDLE, "TCP_KEEPALIVE_IDLE", 30)
    try set(ZMQ_TCP_KEEPALIVE_INTVL, "TCP_KEEPALIVE_INTVL", 10)
    try set(ZMQ_TCP_KEEPALIVE_CNT, "TCP_KEEPALIVE_CNT", 3)
    // Peers that never finish their handshake do not hold descriptors for long.
    try set(ZMQ_HANDSHAKE_IVL, "HANDSHAKE_IVL", 8_000)
    switch type {
    case ZMQ_ROUTER:
      // A message that cannot be delivered is reported as an error, not dropped.
      try set(ZMQ_ROUTER_MANDATORY, "ROUTER_MANDATORY", 1)
      // After a restart every worker reconnects at once.
      try set(ZMQ_BACKLOG, "BACKLOG", 4096)
    default:
      // Nothing is queued for a coordinator that is not connected.
      try set(ZMQ_IMMEDIATE, "IMMEDIATE", 1)
      // `CoordinatorConfiguration.reconnectionCeiling` covers the longest of these pauses.
      try set(ZMQ_RECONNECT_IVL, "RECONNECT_IVL", 200)
      try set(ZMQ_RECONNECT_IVL_MAX, "RECONNECT_IVL_MAX", 2_000)
      try set(ZMQ_CONNECT_TIMEOUT, "CONNECT_TIMEOUT", 5_000)
    }
  }

  /// Makes the closing of the socket and its context wait at most `duration` for unsent messages.
  public func linger(_ duration: Duration) throws(ZeroMQError) {
    try set(ZMQ_LINGER, "LINGER", Int32(duration / .milliseconds(1)))
  }

  func set(_ option: Int32, _ name: String, _ value: Int32) throws(ZeroMQError) {
    var value = value
    _ = try ZeroMQError.check(
      zmq_setsockopt(pointer, option, &value, MemoryLayout<Int32>.size), "set the option \(name) to \(value)")
  }

  /// The error does not show the value, which may be secret.
  func set(_ option: Int32, _ name: String, _ value: [UInt8]) throws(ZeroMQError) {
    _ = try ZeroMQError.check(zmq_setsockopt(pointer, option, value, value.count), "set the option \(name)")
  }

  /// Bounds the messages of the socket. A frame of more than `bytes` bytes ends its connection before the frame is in
  /// memory. At most `messages` messages wait for each peer in each direction.
  public func limit(bytes: Int, messages: Int32) throws(ZeroMQError) {
    var limit = Int64(bytes)
    _ = try ZeroMQError.check(
      zmq_setsockopt(pointer, ZMQ_MAXMSGSIZE, &limit, MemoryLayout<Int64>.size), "set the option MAXMSGSIZE")
    try set(ZMQ_SNDHWM, "SNDHWM", messages)
    try set(ZMQ_RCVHWM, "RCVHWM", messages)
  }
}
