import CZeroMQ
import OperatingSystem
import Synchronization

/// Decides which keys get through the handshake of a context's keyed sockets. libzmq asks over ZAP (RFC 27) for every
/// connection, before it delivers any of the peer's frames.
///
/// The authenticator has its own thread, so handshakes need not wait for a busy coordinator. Make it before the sockets
/// are bound. While it does not run, no peer is admitted, because the sockets enforce it.
public final class Authenticator {
  /// Whether a key is admitted to a domain. Called on the authenticator's thread. If it throws, the authenticator ends,
  /// and admits no peer until it is revived.
  public typealias Admission = @Sendable (PublicKey, AccessDomain) throws -> Bool

  private final class Shared: Sendable {
    let refused = Mutex<[RefusedPeer]>([])
    let failure = Mutex<(any Error)?>(nil)
  }

  private let context: MessageContext
  private let admits: Admission
  private let shared = Shared()
  private var thread: BackgroundThread?

  /// The most refusals kept for `takeRefused`, so that peers cannot fill the memory.
  private static let refusedLimit = 100

  /// Starts an authenticator for the sockets of `context`.
  public init(in context: MessageContext, admits: @escaping Admission) throws {
    self.context = context
    self.admits = admits
    try start()
  }

  deinit { stop() }

  /// Restarts the thread if it has ended. Returns the error that ended it; nil if it still runs.
  public func revive() throws -> (any Error)? {
    guard let failure = shared.failure.withLock({ $0 }) else { return nil }
    stop()
    shared.failure.withLock { $0 = nil }
    try start()
    return failure
  }

  /// Returns the peers that were refused since the last call.
  public func takeRefused() -> [RefusedPeer] {
    shared.refused.withLock { refused in
      defer { refused = [] }
      return refused
    }
  }

  private func start() throws {
    let socket = try MessageSocket(ZMQ_REP, in: context)
    try socket.bind("inproc://zeromq.zap.01")
    // Safe: only the thread uses the socket from here on, and starting a thread orders earlier writes.
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
