import Glibc

/// Where a dashboard listens: `127.0.0.1:8570`, `[::1]:8570`, or `*:8570` for every address of the host.
public struct ListeningAddress: Sendable, Equatable, CustomStringConvertible {
  /// The address as digits; `*` for all of the host's.
  public let host: String
  /// The port; 0 for one that the system chooses.
  public var port: UInt16

  /// Throws `Invalid` where `text` is no address with a port.
  public init(_ text: String) throws(Invalid) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw Invalid(text: text)
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    if host == "localhost" { host = "127.0.0.1" }
    guard host == "*" || Self.isNumeric(host) else { throw Invalid(text: text) }
    self.host = host
    self.port = port
  }

  /// Port 8570 of this host alone.
  public static let usual = ListeningAddress(host: "127.0.0.1", port: 8570)

  private init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Whether only processes of this host reach it.
  public var isLoopback: Bool { host == "::1" || (host.hasPrefix("127.") && !isIPv6) }

  var isIPv6: Bool { host.contains(":") }

  /// As people type it.
  public var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Whether `text` is an IPv4 or an IPv6 address in digits.
  static func isNumeric(_ text: String) -> Bool {
    var four = in_addr()
    var six = in6_addr()
    return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
  }

  /// No address with a port.
  public struct Invalid: Error, CustomStringConvertible {
    let text: String

    /// What was expected.
    public var description: String {
      "\(text) is no address to listen at: state digits and a port, as 127.0.0.1:8570, [::1]:8570, or *:8570 for every address of this host"
    }
  }
}
