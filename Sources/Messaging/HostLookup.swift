import Glibc
import OperatingSystem
import Synchronization

/// Checks whether the host names of addresses can be resolved, on its own thread because a resolver may take long.
///
/// libzmq resolves a name again at every attempt to connect and reports no failure. Without this check an unknown name
/// would look like a silent coordinator.
public final class HostLookup: Sendable {
  private let failure = Mutex<String?>(nil)

  /// Looks up the hosts of `addresses` that are names in `tcp://HOST:PORT`.
  public init(of addresses: [CoordinatorAddress]) {
    // Without a thread the look-up is left out, because it only explains a silence.
    try? startThread { [self] in
      let failures = addresses.compactMap { Self.failure(of: $0.endpoint) }
      if !failures.isEmpty { failure.withLock { $0 = failures.joined(separator: "; ") } }
    }
  }

  /// Returns the failures of the look-ups, once; nil if there are none, or none yet.
  public func takeFailure() -> String? {
    failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// Why the host of `endpoint` cannot be found; nil if it can.
  static func failure(of endpoint: String) -> String? {
    guard let host = BindAddress.hostName(in: endpoint) else { return nil }
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, nil, &found)
    defer { found.map { freeaddrinfo($0) } }
    guard code != 0 else { return nil }
    return
      "this host does not know the name \(host) in \(endpoint) (\(String(cString: gai_strerror(code)))): check its "
      + "spelling, /etc/hosts and the name server, or give the address in numbers"
  }
}
