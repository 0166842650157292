public import Digests

/// The host and the build that computed results.
public struct Provenance: Hashable, Sendable, Codable {
  /// The host's name.
  public var host: String
  /// The processor's model name.
  public var processor: String
  /// The operating system and the kernel.
  public var system: String
  /// The version of regnorm.
  public var version: String
  /// The digest of the executable.
  public var build: Digest
  /// The kernels' instruction set: `avx512`, `avx2` or `portable`.
  public var kernels: String

  public init(host: String, processor: String, system: String, version: String, build: Digest, kernels: String) {
    self.host = host
    self.processor = processor
    self.system = system
    self.version = version
    self.build = build
    self.kernels = kernels
  }
}
