public import Coordination

/// A host and build, and the number of accepted results from there.
public struct ResultOrigin: Sendable, Equatable {
  /// The host, processor, system, version, build and kernels.
  public let provenance: Provenance
  /// The number of accepted results.
  public let results: Int

  /// An origin.
  public init(provenance: Provenance, results: Int) {
    self.provenance = provenance
    self.results = results
  }
}
