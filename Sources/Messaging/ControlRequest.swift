/// A question to a coordinator's control port, which is repeated on a new connection until it is answered.
public struct ControlRequest {
  private let address: CoordinatorAddress
  private let pair: KeyPair?
  private let attempts: Int
  private let patience: Duration

  /// A request to the coordinator at `address`, by the holder of `pair`. It is sent `attempts` times, and waits
  /// `patience` for each answer.
  public init(to address: CoordinatorAddress, as pair: KeyPair?, attempts: Int, patience: Duration) {
    self.address = address
    self.pair = pair
    self.attempts = attempts
    self.patience = patience
  }

  /// The answer to `question`; nil if none came. Throws `RefusedConnection` if the coordinator does not admit the key,
  /// or uses no keys.
  public func ask(_ question: ControlMessage) throws -> ControlMessage? {
    let context = try MessageContext()
    for number in 0..<attempts {
      let dealer = try DealerSocket(in: context)
      let monitor = try SocketMonitor(dealer.socket, in: context)
      try dealer.connect(to: address.control, as: pair)
      if let answer = try ask(question, number, on: dealer, monitor) { return answer }
    }
    return nil
  }

  private func ask(
    _ question: ControlMessage, _ number: Int, on dealer: DealerSocket, _ monitor: SocketMonitor
  ) throws -> ControlMessage? {
    let clock = SuspendingClock()
    let end = clock.now + patience
    let frame = try question.frame(number: number)
    var isAsked = false
    while clock.now < end {
      // The socket takes no message before it is connected.
      if !isAsked, case .queued = try dealer.send(frame) { isAsked = true }
      var poller = Poller()
      _ = poller.add(dealer.socket)
      _ = poller.add(monitor.socket)
      _ = try poller.wait(isAsked ? end - clock.now : .milliseconds(20))
      if case .handshakeFailed(let failure)? = try monitor.next(), failure.isFinal {
        throw RefusedConnection(address: address, failure: failure)
      }
      while let answer = try dealer.receive() {
        if case (number, let message) = try ControlMessage.read(answer) { return message }
      }
    }
    return nil
  }
}
