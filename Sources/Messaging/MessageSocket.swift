import CZeroMQ
import Coordination
import Glibc

/// A socket of libzmq. Not thread-safe: one thread makes, polls and drops it.
public final class MessageSocket {
  /// What became of a message that was given to a socket.
  public enum Delivery: Sendable {
    /// The message is queued, which says nothing about its arrival.
    case queued
    /// The peer takes no more messages now.
    case full
    /// There is no such peer.
    case unreachable
  }

  let pointer: UnsafeMutableRawPointer
  private let context: MessageContext

  init(_ type: Int32, in context: MessageContext) throws(ZeroMQError) {
    guard let pointer = zmq_socket(context.pointer, type) else { throw ZeroMQError("open a socket") }
    self.pointer = pointer
    self.context = context
    try applyOptions(type: type)
  }

  deinit { _ = zmq_close(pointer) }

  /// The endpoint that the socket was bound to, with the port that the system chose for `*`.
  public func lastEndpoint() throws(ZeroMQError) -> String {
    var bytes = [CChar](repeating: 0, count: 1024)
    var count = bytes.count
    _ = try ZeroMQError.check(zmq_getsockopt(pointer, ZMQ_LAST_ENDPOINT, &bytes, &count), "read the endpoint")
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Listens at `endpoint`: `ipc://PATH`, or `tcp://HOST:PORT` with an address, an interface or a name of this host.
  /// The system chooses the port for `*`.
  public func bind(_ endpoint: String) throws(ZeroMQError) {
    try requireSanePort(endpoint)
    _ = try ZeroMQError.check(bindForOwner(try BindAddress(endpoint).endpoint), "bind \(endpoint)")
  }

  /// Binds the socket. The file of an `ipc` socket belongs to its owner alone, which keeps out other users of the host.
  func bindForOwner(_ endpoint: String) -> Int32 {
    let mask = umask(0o077)
    defer { umask(mask) }
    return zmq_bind(pointer, endpoint)
  }

  /// Connects to `endpoint` and keeps trying until the socket is dropped.
  public func connect(_ endpoint: String) throws(ZeroMQError) {
    try requireSanePort(endpoint)
    _ = try ZeroMQError.check(zmq_connect(pointer, endpoint), "connect to \(endpoint)")
  }

  /// Rejects a port beyond 65535, which libzmq would silently take modulo 65536.
  private func requireSanePort(_ endpoint: String) throws(ZeroMQError) {
    guard endpoint.hasPrefix("tcp://"), let text = endpoint.split(separator: ":").last, let port = Int(text) else {
      return
    }
    guard (0...65535).contains(port) else { throw ZeroMQError("use the port of \(endpoint)", code: EINVAL) }
  }

  /// Queues one part of a message without waiting.
  func sendPart(_ bytes: [UInt8], more: Bool) throws(ZeroMQError) -> Delivery {
    let flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)
    if zmq_send(pointer, bytes, bytes.count, flags) != -1 { return .queued }
    switch zmq_errno() {
    case EAGAIN: return .full
    case EHOSTUNREACH: return .unreachable
    default: throw ZeroMQError("send")
    }
  }

  /// The parts of the next message, without waiting; nil if there is none. Parts beyond `limit` are dropped, so that a
  /// stranger cannot fill the memory.
  func receiveParts(limit: Int = 8) throws(ZeroMQError) -> [[UInt8]]? { try receive(limit: limit)?.parts }

  /// The parts of the next message, and its sender if the socket is keyed.
  func receive(limit: Int) throws(ZeroMQError) -> (parts: [[UInt8]], sender: Peer?)? {
    var parts: [[UInt8]] = []
    var sender: Peer?
    var message = zmq_msg_t()
    var hasMore = false
    repeat {
      zmq_msg_init(&message)
      defer { zmq_msg_close(&message) }
      if zmq_msg_recv(&message, pointer, ZMQ_DONTWAIT) == -1 {
        let code = zmq_errno()
        if code == EAGAIN || code == EINTR { return nil }
        throw ZeroMQError("receive")
      }
      // The bytes belong to the message until it is closed, so they are copied.
      let bytes = UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: zmq_msg_size(&message))
      if parts.count < limit { parts.append(Array(bytes)) }
      if let user = zmq_msg_gets(&message, "User-Id"), let key = PublicKey(String(cString: user)) {
        sender = Peer(key: key, descriptor: zmq_msg_get(&message, ZMQ_SRCFD))
      }
      hasMore = zmq_msg_more(&message) != 0
    } while hasMore
    return (parts, sender)
  }
}
