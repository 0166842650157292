/// The address that the coordinator's socket gave to one connection. A worker that reconnects gets a new route.
public struct Route: Hashable, Sendable, Comparable {
  /// The routing identity's bytes.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public static func < (left: Route, right: Route) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
