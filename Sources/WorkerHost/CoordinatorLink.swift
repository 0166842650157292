import Messaging

/// A worker's connection to its coordinator. It is dropped when a handshake fails, and made again after a pause. If the
/// coordinator may have several addresses, they are tried in turn.
struct CoordinatorLink {
  private struct Connection {
    let dealer: DealerSocket
    let monitor: SocketMonitor
  }

  private let context: MessageContext
  private let addresses: [CoordinatorAddress]
  /// The index of the present address.
  private var place = 0
  private let pair: KeyPair?
  private var connection: Connection?
  private var connectsAt = Duration.zero

  /// After some failures libzmq does not retry, and after others so often that it would fill the coordinator's log.
  private static let pause = Duration.seconds(3)

  /// Connects to the first of `addresses`, of which there must be at least one.
  init(to addresses: [CoordinatorAddress], as pair: KeyPair?) throws {
    context = try MessageContext()
    self.addresses = addresses
    self.pair = pair
    try connect()
  }

  /// The present address.
  var address: CoordinatorAddress { addresses[place] }

  /// The sockets that become readable when there is something to do.
  var sockets: [MessageSocket] { connection.map { [$0.dealer.socket, $0.monitor.socket] } ?? [] }

  /// Sends a frame, which may get lost.
  func send(_ frame: [UInt8]) throws { _ = try connection?.dealer.send(frame) }

  /// The next frame, without waiting; nil if there is none.
  func receive() throws -> [UInt8]? { try connection?.dealer.receive() }

  /// Connects again if it is time. Returns a failed handshake; nil if none failed.
  mutating func update(now: Duration) throws -> RefusedConnection? {
    if connection == nil, connectsAt <= now { try connect() }
    guard case .handshakeFailed(let failure)? = try connection?.monitor.next() else { return nil }
    connection = nil
    connectsAt = now + Self.pause
    return RefusedConnection(address: address, failure: failure)
  }

  /// Connects to the next address if there are several.
  mutating func tryNextAddress() throws {
    guard addresses.count > 1 else { return }
    place = (place + 1) % addresses.count
    try connect()
  }

  /// Makes dropping the link wait at most `duration` for unsent messages.
  func linger(_ duration: Duration) throws { try connection?.dealer.socket.linger(duration) }

  private mutating func connect() throws {
    connection = nil
    let dealer = try DealerSocket(in: context)
    connection = Connection(dealer: dealer, monitor: try SocketMonitor(dealer.socket, in: context))
    try dealer.connect(to: address, as: pair)
  }
}
