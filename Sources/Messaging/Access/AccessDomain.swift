/// The sockets of a coordinator, as its `Authenticator` tells them apart.
public enum AccessDomain: String, Sendable {
  /// Where workers take leases.
  case leases
  /// Where questions of status are answered and workers are enrolled.
  case control
}
