public import Digests

/// A digest of what a build computes on this host. Two hosts with the same fingerprint may share a sweep.
public struct Fingerprint: Sendable, Equatable {
  /// The name of the computation: `kernels/products`, or a task's name.
  public let name: String
  /// The digest of all computed bytes.
  public let digest: Digest

  /// The digest of several fingerprints together, in their order.
  public static func combined(_ fingerprints: [Fingerprint]) -> Digest {
    SHA256.hash(fingerprints.map { "\($0.digest)  \($0.name)\n" }.joined().utf8)
  }
}
