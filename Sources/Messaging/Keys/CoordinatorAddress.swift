/// The address of a coordinator, as people copy it: `tcp://HOST:PORT#KEY`, or `ipc://PATH` on one host.
///
/// `KEY` is the coordinator's public key. A worker that has the address connects to that coordinator and to no other.
/// An `ipc` address has no key, because file permissions decide who reaches its path.
public struct CoordinatorAddress: Hashable, Sendable, CustomStringConvertible {
  /// Where workers connect, without the key.
  public let endpoint: String
  /// The coordinator's key; nil exactly for `ipc`.
  public let key: PublicKey?

  /// Reads an address. Throws `InvalidAddress` if `text` is not one.
  public init(_ text: String) throws(InvalidAddress) {
    if text.hasPrefix("ipc://") {
      endpoint = text
      key = nil
      return
    }
    guard text.hasPrefix("tcp://") else { throw .scheme(text) }
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    endpoint = String(parts[0])
    guard let port = Self.port(of: endpoint), (1..<65535).contains(port) else { throw .port(text) }
    guard parts.count == 2 else { throw .withoutKey(text) }
    guard let key = PublicKey(String(parts[1])) else { throw .key(text) }
    self.key = key
  }

  /// The address of a coordinator that listens at `endpoint`.
  public init(endpoint: String, key: PublicKey?) {
    self.endpoint = endpoint
    self.key = key
  }

  public var description: String { endpoint + (key.map { "#\($0)" } ?? "") }

  /// Where the same coordinator answers status questions and enrols workers: at the next port, or at `PATH.control`.
  public var control: CoordinatorAddress {
    CoordinatorAddress(endpoint: Self.controlEndpoint(of: endpoint), key: key)
  }

  /// The control endpoint for `endpoint`, whose port must be a number.
  static func controlEndpoint(of endpoint: String) -> String {
    guard endpoint.hasPrefix("tcp://"), let colon = endpoint.lastIndex(of: ":"), let port = port(of: endpoint) else {
      return endpoint + ".control"
    }
    return "\(endpoint[...colon])\(port + 1)"
  }

  private static func port(of endpoint: String) -> Int? {
    guard let colon = endpoint.lastIndex(of: ":") else { return nil }
    return Int(endpoint[endpoint.index(after: colon)...])
  }
}
