import CNettle

/// An incremental SHA-256 (FIPS 180-4), computed by Nettle, which uses the processor's instructions for it.
public struct SHA256 {
  private var state = sha256_ctx()

  /// A hash of no bytes yet.
  public init() {
    nettle_sha256_init(&state)
  }

  /// Appends `bytes` to the hashed bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    nettle_sha256_update(&state, bytes.count, base.assumingMemoryBound(to: UInt8.self))
  }

  /// The digest of all appended bytes. The hash must not be used afterwards.
  public mutating func finalize() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    nettle_sha256_whole_digest(&state, &bytes)
    guard let digest = Digest(bytes) else { preconditionFailure("SHA-256 has \(Digest.byteCount) bytes") }
    return digest
  }

  /// The digest of `bytes` in one call.
  public static func hash(_ bytes: some Sequence<UInt8>) -> Digest {
    var hash = SHA256()
    let contiguous = Array(bytes)
    contiguous.withUnsafeBytes { hash.update($0) }
    return hash.finalize()
  }
}
