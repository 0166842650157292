import Coordination
import Messaging

/// A port of a coordinator: its socket, and what is told of those who do not get in.
struct CoordinatorPort {
  let router: RouterSocket
  /// Where the socket listens, with the port that the system chose.
  let endpoint: String
  private let portGuard: PortGuard
  private let isKeyed: Bool

  /// Listens at `endpoint`; with `pair` only to peers whose keys the context's `Authenticator` admits to `domain`.
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

  /// Closes or opens the port as descriptors are there; answers lines for the log.
  func update(now: Duration) throws -> [String] {
    try portGuard.update(now: now).compactMap { event in
      switch event {
      case .reopened: nil
      case .closed:
        "there are no descriptors for further connections: new ones are refused for \(PortGuard.pause / .seconds(1)) s at a "
          + "time, the workers that are connected go on. Raise the limit of open files (`ulimit -Hn`)"
      // The authenticator says whose key it was.
      case .turnedAway(.keyNotAdmitted): nil
      case .turnedAway(.otherMechanism):
        "somebody came to \(endpoint) who speaks \(isKeyed ? "without keys" : "another protocol"), and was turned away"
          + (isKeyed ? ": workers of this version connect to the whole address, with its #KEY" : "")
      case .turnedAway(.otherKey):
        "somebody came to \(endpoint) who expects another coordinator's key, and was turned away: copy the address anew there"
      case .turnedAway(.ended): "somebody came to \(endpoint) and left within the handshake"
      }
    }
  }
}
