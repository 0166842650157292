import Coordination
import Messaging

/// Checks every message of a worker against the name under which its key is registered.
///
/// The handshake checks a key only once. The gate checks the key of every message, so that a revoked key loses its
/// rights at once.
struct LeaseGate {
  /// What happens to a message.
  enum Verdict: Equatable {
    case passes
    /// The worker is refused.
    case refused(reason: String)
    /// The worker presents the result of a worker with another name. The result stays in the spool.
    case notItsOwn(Attempt)
    /// The sender's key is no longer registered, and the sender was told.
    case ignored
  }

  private let roster: AccessRoster
  /// The last sender over each descriptor. The limit of open files bounds their number.
  private var senders: [CInt: (peer: Peer, route: Route)] = [:]
  /// Connections of revoked keys, and when they are cut. The pause lets the refusal arrive.
  private var cuts: [Route: (peer: Peer, at: Duration)] = [:]

  private static let farewell = Duration.milliseconds(500)

  init(_ roster: AccessRoster) { self.roster = roster }

  /// The reason given to a worker with a revoked key.
  static let revoked =
    "this worker's key was revoked; `regnorm enroll DIR NAME` on the coordinator's host admits another"

  /// Remembers the sender of a frame, whether or not the frame can be read.
  mutating func note(_ sender: Peer, on route: Route) {
    if cuts[route] == nil { senders[sender.descriptor] = (sender, route) }
  }

  mutating func verdict(on message: WorkerMessage, from sender: Peer, on route: Route, now: Duration) -> Verdict {
    guard cuts[route] == nil else { return .ignored }
    guard let name = roster.name(of: sender.key) else {
      cuts[route] = (sender, now + Self.farewell)
      senders[sender.descriptor] = nil
      return .refused(reason: Self.revoked)
    }
    switch message {
    case .hello(let introduction):
      guard introduction.identifier.name == name else {
        return .refused(
          reason: "the key is registered as \(name), and this worker calls itself \(introduction.identifier): expected "
            + "\(name)-PROCESS-DIGITS")
      }
    case .inherited(let finished, from: let earlier) where earlier.name != name: return .notItsOwn(finished.attempt)
    default: break
    }
    return .passes
  }

  /// Cuts the connections that are due. Returns the routes of peers whose keys were revoked since the last call; these
  /// connections are cut after the pause.
  mutating func update(now: Duration) -> [Route] {
    for (route, cut) in cuts where cut.at <= now {
      cut.peer.cut()
      cuts[route] = nil
    }
    let revoked = senders.values.filter { roster.name(of: $0.peer.key) == nil }
    for (peer, route) in revoked {
      senders[peer.descriptor] = nil
      cuts[route] = (peer, now + Self.farewell)
    }
    return revoked.map(\.route).sorted()
  }
}
