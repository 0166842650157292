public import ContentAddressing
public import Digests
public import Trials

/// The data files of this host, as its trials look for them.
public protocol HostData: Sendable {
  /// Where files from a coordinator are kept, for every process of the host.
  var received: ContentStore { get }

  /// The files that the host lacks of the data; empty if it lacks none. Reads the disk.
  func missing(_ data: DataReference) -> [Digest]
}
