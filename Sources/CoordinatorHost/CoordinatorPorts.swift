import Coordination
import Glibc
import Messaging
import Processes

/// The two ports of a coordinator: the lease port, and the control port with the next number.
///
/// Over TCP both always have keys. Over `ipc` they need none, because the file system keeps other users out.
struct CoordinatorPorts {
  /// Where workers connect.
  let address: CoordinatorAddress
  private(set) var leases: CoordinatorPort
  let control: CoordinatorPort
  /// Nil over `ipc`, which has no keys.
  let roster: AccessRoster?
  private let authenticator: Authenticator?
  private var turnedAway = LineAllowance(lines: 5, each: .seconds(60))

  /// How often the system is asked for a port whose next port is free too.
  private static let tries = 50

  /// Listens at `endpoint`, with the keys in `access`. If the port is `*`, the port of `last` is preferred, because
  /// workers wait there.
  init(at endpoint: String, rather last: String?, access: AccessDirectory) throws {
    guard !endpoint.hasPrefix("ipc://@") else { throw InvalidAddress.abstract(endpoint) }
    let isKeyed = !endpoint.hasPrefix("ipc://")
    // Keys are made before libzmq starts; see `KeyPair.generate`.
    let pair = isKeyed ? try access.prepare() : nil
    let roster = isKeyed ? try AccessRoster(access) : nil
    let context = try MessageContext()
    authenticator = try roster.map { roster in
      try Authenticator(in: context) { key, domain in roster.admits(key, to: domain) }
    }
    self.roster = roster
    let again = last.flatMap { last -> (CoordinatorPort, CoordinatorPort)? in
      guard endpoint.hasSuffix(":*"), last.hasPrefix(endpoint.dropLast()) else { return nil }
      return try? Self.bind(last, pair, in: context)
    }
    (leases, control) = try again ?? Self.bind(endpoint, pair, in: context)
    address = CoordinatorAddress(endpoint: leases.endpoint, key: pair?.publicKey)
  }

  /// The sockets of the lease port that become readable when there is something to do.
  var sockets: [MessageSocket] { leases.sockets }

  /// Keeps the authenticator running and the list of keys up to date. Returns lines for the log.
  mutating func update(now: Duration) throws -> [String] {
    var lines = try leases.update(now: now)
    roster?.follow()
    if let failure = roster?.takeFailure() { lines.append("the list of keys stays as it was: \(failure)") }
    for peer in authenticator?.takeRefused() ?? [] where turnedAway.admits(at: now) {
      lines.append(
        "a peer from \(peer.host) with the key \(peer.key) was turned away: the key is not registered, or was revoked")
    }
    if let failure = try authenticator?.revive() {
      lines.append("the authenticator had stopped and let nobody in; it runs again. The reason: \(failure)")
    }
    return lines
  }

  private static func bind(
    _ endpoint: String, _ pair: KeyPair?, in context: MessageContext
  ) throws -> (CoordinatorPort, CoordinatorPort) {
    let letsTheSystemChoose = endpoint.hasSuffix(":*") || endpoint.hasSuffix(":0")
    for attempt in 1... {
      let leases = try CoordinatorPort(at: endpoint, keyedWith: pair, domain: .leases, in: context)
      do {
        let next = CoordinatorAddress(endpoint: leases.endpoint, key: nil).control.endpoint
        return (leases, try CoordinatorPort(at: next, keyedWith: pair, domain: .control, in: context))
      } catch let error as ZeroMQError
        where error.code == EADDRINUSE && letsTheSystemChoose && attempt < tries
      {
        continue
      }
    }
    preconditionFailure("the last attempt throws")
  }
}
