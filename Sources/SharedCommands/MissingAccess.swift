public import Messaging

/// A client without keys, for a coordinator that demands them.
public struct MissingAccess: Error, CustomStringConvertible {
  private let address: CoordinatorAddress

  /// There are no keys for the coordinator at `address`.
  public init(to address: CoordinatorAddress) { self.address = address }

  /// The coordinator, and where keys come from.
  public var description: String {
    "the coordinator at \(address.endpoint) demands a registered key: give --access FILE (a worker may give --token-file FILE "
      + "instead). On the coordinator's host, `regnorm enroll DIR NAME` makes either"
  }
}
