public import Coordination
import Messaging

/// Asks a coordinator what its fleet looks like: a question that is repeated on a fresh connection until it is answered
/// or the patience is over.
public struct StatusQuery {
  private let endpoint: String
  private let attempts: Int
  private let patience: Duration

  /// A question for the coordinator at `endpoint`, asked `attempts` times with `patience` after each.
  public init(endpoint: String, attempts: Int = 3, patience: Duration = .seconds(2)) {
    self.endpoint = endpoint
    self.attempts = attempts
    self.patience = patience
  }

  /// The answer. Throws `NoAnswer` where there is none.
  public func ask() throws -> FleetSnapshot {
    let context = try MessageContext()
    for number in 0..<attempts {
      let dealer = try DealerSocket(in: context)
      try dealer.socket.connect(endpoint)
      if let snapshot = try ask(number: number, on: dealer) { return snapshot }
    }
    throw NoAnswer(endpoint: endpoint, waited: patience * attempts)
  }

  private func ask(number: Int, on dealer: DealerSocket) throws -> FleetSnapshot? {
    let clock = SuspendingClock()
    let end = clock.now + patience
    let question = try StatusMessage.question(number: number).frame()
    var isAsked = false
    var poller = Poller()
    _ = poller.add(dealer.socket)
    while clock.now < end {
      // Before it is connected the socket takes nothing.
      if !isAsked, case .queued = try dealer.send(question) { isAsked = true }
      _ = try poller.wait(isAsked ? end - clock.now : .milliseconds(20))
      while let frame = try dealer.receive() {
        if case .answer(number, let snapshot) = try StatusMessage(frame: frame) { return snapshot }
      }
    }
    return nil
  }
}
