public import Digests

/// What a build computes on this host, as a digest: two hosts that show the same one may share a sweep.
public struct Fingerprint: Sendable, Equatable {
  /// What was computed: `kernels/products`, or a task's name.
  public let name: String
  /// The digest of all the bytes that came out.
  public let digest: Digest

  /// The digest of several fingerprints together, in their order.
  public static func combined(_ fingerprints: [Fingerprint]) -> Digest {
    SHA256.hash(fingerprints.map { "\($0.digest)  \($0.name)\n" }.joined().utf8)
  }
}
