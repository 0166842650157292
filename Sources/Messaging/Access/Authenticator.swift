import CZeroMQ
import OperatingSystem
import Synchronization

/// Decides which keys get through the handshake of a context's keyed sockets: libzmq asks it over ZAP (RFC 27) for every
/// connection, before any frame of the peer's is delivered.
///
/// It runs on a thread of its own, so that a busy coordinator keeps nobody waiting in a handshake. It must be made before
/// the sockets are bound. While it does not run, nobody gets in: the sockets are set to insist on it.
public final class Authenticator {
  /// Whether a key may come to a domain; called on the authenticator's thread. An error ends the authenticator, which lets
  /// nobody in until it is revived.
  public typealias Admission = @Sendable (PublicKey, AccessDomain) throws -> Bool

  private final class Shared: Sendable {
    let refused = Mutex<[RefusedPeer]>([])
    let failure = Mutex<(any Error)?>(nil)
  }

  private let context: MessageContext
  private let admits: Admission
  private let shared = Shared()
  private var thread: BackgroundThread?

  /// The most refusals that are kept for `takeRefused`; peers cannot fill the memory.
  private static let refusedLimit = 100

  /// An authenticator of the sockets of `context` that runs.
  public init(in context: MessageContext, admits: @escaping Admission) throws {
    self.context = context
    self.admits = admits
    try start()
  }

  deinit { stop() }

  /// Starts the thread again where it has ended; answers why it had.
  public func revive() throws -> (any Error)? {
    guard let failure = shared.failure.withLock({ $0 }) else { return nil }
    stop()
    shared.failure.withLock { $0 = nil }
    try start()
    return failure
  }

  /// The peers that were refused since the last call.
  public func takeRefused() -> [RefusedPeer] {
    shared.refused.withLock { refused in
      defer { refused = [] }
      return refused
    }
  }

  private func start() throws {
    let socket = try MessageSocket(ZMQ_REP, in: context)
    try socket.bind("inproc://zeromq.zap.01")
    // Safe: nothing but the thread uses the socket from here on, and starting a thread orders what was written before.
    nonisolated(unsafe) let handed = socket
    let (shared, admits) = (shared, admits)
    thread = try BackgroundThread { stop in
      do {
        try Self.serve(handed, until: stop, admits: admits, shared)
      } catch {
        shared.failure.withLock { $0 = error }
      }
    }
  }

  func stop() {
    thread?.end()
    thread = nil
  }

  private static func serve(
    _ socket: MessageSocket, until stop: FileDescriptor, admits: Admission, _ shared: Shared
  ) throws {
    while true {
      var poller = Poller()
      _ = poller.add(socket)
      let end = poller.add(descriptor: stop.number)
      if try poller.wait(.seconds(3600))[end] { return }
      while let parts = try socket.receiveParts() {
        let request = ZAPRequest(parts)
        let isAdmitted = try request.map { try admits($0.key, $0.domain) } ?? false
        if let request, !isAdmitted {
          shared.refused.withLock { refused in
            guard refused.count < refusedLimit else { return }
            refused.append(RefusedPeer(key: request.key, host: request.host, domain: request.domain))
          }
        }
        for (index, part) in ZAPRequest.answer(to: parts, request, isAdmitted: isAdmitted).enumerated() {
          _ = try socket.sendPart(part, more: index < ZAPRequest.answerParts - 1)
        }
      }
    }
  }
}
