public import Digests

/// Where and by what build results were computed.
public struct Provenance: Hashable, Sendable, Codable {
  /// The host's name.
  public var host: String
  /// The processor's model name.
  public var processor: String
  /// Operating system and kernel.
  public var system: String
  /// Version of regnorm.
  public var version: String
  /// The digest of the executable that computed.
  public var build: Digest
  /// Name of the kernels' instruction set that ran: `avx512`, `avx2`, `portable`.
  public var kernels: String

  /// A provenance.
  public init(host: String, processor: String, system: String, version: String, build: Digest, kernels: String) {
    self.host = host
    self.processor = processor
    self.system = system
    self.version = version
    self.build = build
    self.kernels = kernels
  }
}
