/// The keyed sockets of a coordinator, as its `Authenticator` tells them apart.
public enum AccessDomain: String, Sendable {
  /// The socket where workers take leases.
  case leases
  /// The socket where status questions are answered and workers are enrolled.
  case control
}
