public import Messaging

/// Somebody without keys comes to a coordinator that wants them.
public struct MissingAccess: Error, CustomStringConvertible {
  private let address: CoordinatorAddress

  /// Nobody's keys for the coordinator at `address`.
  public init(to address: CoordinatorAddress) { self.address = address }

  /// Who wants keys, and where they come from.
  public var description: String {
    "the coordinator at \(address.endpoint) speaks only with those whose keys it knows: give --access FILE (a worker may give "
      + "--token-file FILE too). On the coordinator's host, `regnorm enroll DIR NAME` makes either"
  }
}
