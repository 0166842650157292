import Synchronization
import Testing

@testable import Messaging

/// P9: peers without an admitted key get no application frame.
@Suite struct AuthenticatorTests {
  /// A keyed ROUTER at a port of this host, and who may come to it.
  private final class Door {
    let context: MessageContext
    let pair = KeyPair.generate()
    let authenticator: Authenticator
    let router: RouterSocket
    let portGuard: PortGuard
    let endpoint: String

    convenience init(admitting admitted: Set<PublicKey>) throws {
      try self.init { key, domain in domain == .leases && admitted.contains(key) }
    }

    init(_ admits: @escaping Authenticator.Admission) throws {
      context = try MessageContext()
      authenticator = try Authenticator(in: context, admits: admits)
      router = try RouterSocket(in: context, keyedWith: pair, domain: .leases)
      try router.socket.bind("tcp://127.0.0.1:*")
      endpoint = try router.socket.lastEndpoint()
      portGuard = try PortGuard(router.socket, endpoint: endpoint, in: context)
    }

    /// What a client that has shown itself gets: its frame is delivered, or its handshake fails on the client's side.
    func outcome(of client: Client, within seconds: Double = 20) throws -> Outcome {
      let clock = ContinuousClock()
      let end = clock.now + .seconds(seconds)
      while clock.now < end {
        var poller = Poller()
        _ = poller.add(router.socket)
        _ = poller.add(client.monitor.socket)
        _ = try poller.wait(.milliseconds(20))
        if case .queued = try client.dealer.send([7]) {}
        if let (_, frame, sender) = try router.receive() { return .delivered(frame, sender?.key) }
        if case .handshakeFailed(let failure)? = try client.monitor.next() { return .failed(failure) }
      }
      return .silence
    }
  }

  private enum Outcome: Equatable {
    case delivered([UInt8], PublicKey?)
    case failed(HandshakeFailure)
    case silence
  }

  private struct Client {
    let dealer: DealerSocket
    let monitor: SocketMonitor

    init(at endpoint: String, trusting key: PublicKey?, as pair: KeyPair?) throws {
      let context = try MessageContext()
      dealer = try DealerSocket(in: context)
      monitor = try SocketMonitor(dealer.socket, in: context)
      try dealer.connect(to: CoordinatorAddress(endpoint: endpoint, key: key), as: pair)
    }
  }

  private let worker = KeyPair.generate()

  @Test func anAdmittedKeyGetsInAndTheMessageSaysWhose() throws {
    let door = try Door(admitting: [worker.publicKey])
    let client = try Client(at: door.endpoint, trusting: door.pair.publicKey, as: worker)
    #expect(try door.outcome(of: client) == .delivered([7], worker.publicKey))
    #expect(door.authenticator.takeRefused().isEmpty)
  }

  @Test func P9_aKeyThatIsNotAdmittedIsRefusedAndBothSidesKnowWhy() throws {
    let door = try Door(admitting: [])
    let client = try Client(at: door.endpoint, trusting: door.pair.publicKey, as: worker)
    #expect(try door.outcome(of: client) == .failed(.keyNotAdmitted))
    let refused = try #require(door.authenticator.takeRefused().first)
    #expect(refused.key == worker.publicKey)
    #expect(refused.host == "127.0.0.1")
  }

  @Test func P9_aPeerWithoutKeysGetsNothingIn() throws {
    let door = try Door(admitting: [worker.publicKey])
    let client = try Client(at: door.endpoint, trusting: nil, as: nil)
    let outcome = try door.outcome(of: client)
    #expect(outcome == .failed(.otherMechanism) || outcome == .failed(.ended), "\(outcome)")
  }

  @Test func P9_aPeerThatTrustsAnotherCoordinatorsKeyGetsNothingIn() throws {
    let door = try Door(admitting: [worker.publicKey])
    let client = try Client(at: door.endpoint, trusting: KeyPair.generate().publicKey, as: worker)
    let outcome = try door.outcome(of: client)
    #expect(outcome == .failed(.ended) || outcome == .failed(.otherKey), "\(outcome)")
  }

  @Test func P9_whileTheAuthenticatorIsDeadNobodyGetsInNotEvenAnAdmittedKey() throws {
    let door = try Door(admitting: [worker.publicKey])
    door.authenticator.stop()
    let client = try Client(at: door.endpoint, trusting: door.pair.publicKey, as: worker)
    let outcome = try door.outcome(of: client)
    guard case .failed = outcome else { return #expect(Bool(false), "\(outcome)") }
  }

  @Test func P9_anAuthenticatorThatEndedByAnErrorLetsNobodyInUntilItIsStartedAgain() throws {
    struct Broken: Error {}
    let isBroken = Mutex(true)
    let door = try Door { _, _ in
      if isBroken.withLock({ $0 }) { throw Broken() }
      return true
    }
    #expect(try door.authenticator.revive() == nil)
    let early = try Client(at: door.endpoint, trusting: door.pair.publicKey, as: worker)
    let outcome = try door.outcome(of: early)
    guard case .failed = outcome else { return #expect(Bool(false), "\(outcome)") }
    isBroken.withLock { $0 = false }
    #expect(try door.authenticator.revive() is Broken)
    let late = try Client(at: door.endpoint, trusting: door.pair.publicKey, as: worker)
    #expect(try door.outcome(of: late) == .delivered([7], worker.publicKey))
  }

  @Test func P9_withoutAnyAuthenticatorNobodyGetsIn() throws {
    let context = try MessageContext()
    let pair = KeyPair.generate()
    let router = try RouterSocket(in: context, keyedWith: pair, domain: .leases)
    try router.socket.bind("tcp://127.0.0.1:*")
    let client = try Client(at: try router.socket.lastEndpoint(), trusting: pair.publicKey, as: worker)
    var poller = Poller()
    _ = poller.add(client.monitor.socket)
    let hasFailed = try poller.wait(.seconds(20))
    #expect(hasFailed[0])
    #expect(try router.receive() == nil)
  }
}
