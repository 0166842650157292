import Glibc

/// Where a socket listens. libzmq takes an address or an interface's name; this takes a host's name too.
struct BindAddress {
  /// The endpoint for libzmq: `tcp://127.0.0.1:7070` for `tcp://localhost:7070`.
  let endpoint: String

  /// Throws `ZeroMQError` if the name in `endpoint` is not a host's name.
  init(_ endpoint: String) throws(ZeroMQError) {
    guard let host = Self.hostName(in: endpoint) else {
      self.endpoint = endpoint
      return
    }
    guard let address = Self.address(of: host) else {
      throw ZeroMQError("find the address of \(host), to listen at \(endpoint)", code: EADDRNOTAVAIL)
    }
    self.endpoint = "tcp://\(address)" + endpoint.dropFirst("tcp://\(host)".utf8.count)
  }

  /// The name in `tcp://NAME:PORT`; nil for everything that libzmq resolves by itself.
  static func hostName(in endpoint: String) -> String? {
    guard endpoint.hasPrefix("tcp://"), let colon = endpoint.lastIndex(of: ":") else { return nil }
    let host = String(endpoint[..<colon].dropFirst("tcp://".count))
    var bytes = in_addr()
    // `eth0;…` also names a source address.
    guard !host.isEmpty, host != "*", !host.contains(where: { "[;]:".contains($0) }), inet_aton(host, &bytes) == 0,
      if_nametoindex(host) == 0
    else { return nil }
    return host
  }

  /// The first IPv4 address of `host`.
  private static func address(of host: String) -> String? {
    var hints = addrinfo()
    hints.ai_family = AF_INET
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0, let first = found else { return nil }
    defer { freeaddrinfo(first) }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = getnameinfo(
      first.pointee.ai_addr, first.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    return code == 0 ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }
}
