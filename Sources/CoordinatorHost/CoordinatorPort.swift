import Coordination
import Messaging
import Processes

/// A port of a coordinator: its socket, and log lines about peers that are not admitted.
struct CoordinatorPort {
  let router: RouterSocket
  /// Where the socket listens, with the port that the system chose.
  let endpoint: String
  private let portGuard: PortGuard
  private let isKeyed: Bool
  private var turnedAway: [HandshakeFailure: LineAllowance] = [:]

  /// Listens at `endpoint`. With `pair`, admits only peers whose keys the context's `Authenticator` admits to `domain`.
  init(at endpoint: String, keyedWith pair: KeyPair?, domain: AccessDomain, in context: MessageContext) throws {
    router =
      if let pair {
        try RouterSocket(in: context, keyedWith: pair, domain: domain)
      } else {
        try RouterSocket(in: context)
      }
    if domain == .control { try router.socket.limit(bytes: ControlMessage.questionLimit, messages: 4) }
    try router.socket.bind(endpoint)
    self.endpoint = try router.socket.lastEndpoint()
    portGuard = try PortGuard(router.socket, endpoint: self.endpoint, in: context)
    isKeyed = pair != nil
  }

  /// The sockets that become readable when there is something to do.
  var sockets: [MessageSocket] { [router.socket, portGuard.socket] }

  /// Closes or opens the port, depending on free descriptors. Returns lines for the log. A refused peer keeps trying,
  /// so each kind of failure gets two lines a minute.
  mutating func update(now: Duration) throws -> [String] {
    var lines: [String] = []
    for event in try portGuard.update(now: now) {
      switch event {
      case .reopened: break
      case .closed:
        lines.append(
          "there are no descriptors for further connections: new ones are refused for \(PortGuard.pause / .seconds(1)) s at a "
            + "time, the workers that are connected go on. Raise the limit of open files (`ulimit -Hn`)")
      case .turnedAway(let failure):
        guard turnedAway[failure, default: LineAllowance(lines: 2, each: .seconds(60))].admits(at: now) else {
          continue
        }
        if let line = line(on: failure) { lines.append(line) }
      }
    }
    return lines
  }

  /// The log line for a failed handshake; nil if the authenticator logs it with the key.
  private func line(on failure: HandshakeFailure) -> String? {
    switch failure {
    case .keyNotAdmitted: nil
    case .otherMechanism where isKeyed:
      "a peer at \(endpoint) speaks without keys, or no ZeroMQ at all, and was turned away: connect workers to the whole "
        + "address, with its #KEY"
    case .otherMechanism: "a peer at \(endpoint) speaks with keys, or no ZeroMQ at all, and was turned away"
    case .otherKey:
      "a peer at \(endpoint) expects another coordinator's key, and was turned away: give that worker this coordinator's address"
    case .ended: "a peer at \(endpoint) left within the handshake"
    }
  }
}
