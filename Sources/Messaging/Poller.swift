import CZeroMQ

/// Waits for sockets and file descriptors in one call.
public struct Poller {
  private var items: [zmq_pollitem_t] = []

  public init() {}

  /// Adds a socket. Returns its index in the result of `wait`.
  public mutating func add(_ socket: MessageSocket) -> Int {
    items.append(zmq_pollitem_t(socket: socket.pointer, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
    return items.count - 1
  }

  /// Adds a file descriptor to be read from. Returns its index in the result of `wait`.
  public mutating func add(descriptor: Int32) -> Int {
    items.append(zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
    return items.count - 1
  }

  /// Waits at most `timeout`. Returns for every item whether it can be read or has ended.
  public mutating func wait(_ timeout: Duration) throws(ZeroMQError) -> [Bool] {
    let milliseconds = max(0, Int((timeout / .milliseconds(1)).rounded(.up)))
    if zmq_poll(&items, Int32(items.count), milliseconds) == -1 {
      guard zmq_errno() == EINTR else { throw ZeroMQError("poll") }
      return Array(repeating: false, count: items.count)
    }
    return items.map { $0.revents != 0 }
  }
}
