import Glibc
import OperatingSystem
import Synchronization

/// Whether the host names of addresses are known, asked on a thread of its own, because a resolver may take long.
///
/// libzmq asks again at every attempt to connect and says nothing of it: without a look-up an unknown name looks like a
/// silent coordinator.
public final class HostLookup: Sendable {
  private let failure = Mutex<String?>(nil)

  /// Looks up the hosts of `addresses`, those of `tcp://HOST:PORT` that are names.
  public init(of addresses: [CoordinatorAddress]) {
    // Without a thread the look-up is left out: it only explains a silence.
    try? startThread { [self] in
      let failures = addresses.compactMap { Self.failure(of: $0.endpoint) }
      if !failures.isEmpty { failure.withLock { $0 = failures.joined(separator: "; ") } }
    }
  }

  /// What is wrong with the addresses, said once; nil where nothing is, or nothing is known yet.
  public func takeFailure() -> String? {
    failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// Why the host of `endpoint` cannot be found; nil where it can.
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
