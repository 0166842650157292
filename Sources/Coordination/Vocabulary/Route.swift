/// The address that the coordinator's socket gave to one connection. A worker that reconnects comes with a new route.
public struct Route: Hashable, Sendable, Comparable {
  /// The routing identity's bytes.
  public let bytes: [UInt8]

  /// Names a connection.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Orders routes by their bytes.
  public static func < (left: Route, right: Route) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
