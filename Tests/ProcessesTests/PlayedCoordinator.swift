import Coordination
import Digests
import Messaging
import Trials

/// A coordinator that a test plays, for one worker.
final class PlayedCoordinator {
  private let router: RouterSocket
  private var poller = Poller()
  private var route = Route([])

  struct Silence: Error {}

  init(at endpoint: String) throws {
    router = try RouterSocket(in: try MessageContext())
    try router.socket.bind(endpoint)
    _ = poller.add(router.socket)
  }

  /// Waits for a worker, welcomes it and leases it a first attempt.
  func lease(_ specification: TrialSpecification) throws {
    while true {
      guard case .worker(.hello) = try next() else { continue }
      let journal = JournalIdentifier.random()
      let attempt = Attempt(journal: journal, trial: specification.identifier, number: 1)
      for message in [
        CoordinatorMessage.welcome(journal, LinkTiming(leaseTimeout: .seconds(60))), .lease(attempt, specification),
      ] { _ = try router.send(message.frame, to: route) }
      return
    }
  }

  /// The offset of the chunk that the worker requests next; nil if it sends something else.
  func requestedOffset(of file: Digest) throws -> Int? {
    guard case .transfer(.request(file, let offset)) = try next() else { return nil }
    return offset
  }

  func send(_ message: TransferMessage) throws { _ = try router.send(message.frame, to: route) }

  private func next() throws -> CoordinatorInput {
    while true {
      if let (route, frame, _) = try router.receive() {
        self.route = route
        return try CoordinatorInput(frame: frame)
      }
      guard try poller.wait(.seconds(60)) == [true] else { throw Silence() }
    }
  }
}
