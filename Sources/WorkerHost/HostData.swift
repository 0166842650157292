public import ContentAddressing
public import Digests
public import Trials

/// The data files of this host, as its trials look for them.
public protocol HostData: Sendable {
  /// Where files that a coordinator sends are kept, for every process of the host.
  var received: ContentStore { get }

  /// The files that have to come before trials can read the data; none where the host has them. Looks at the disk.
  func missing(_ data: DataReference) -> [Digest]
}
