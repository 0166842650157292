import CSodium

/// An incremental SHA-256 (FIPS 180-4), computed by libsodium.
public struct SHA256 {
  private var state = crypto_hash_sha256_state()

  /// A hash of no bytes yet.
  public init() {
    crypto_hash_sha256_init(&state)
  }

  /// Appends `bytes` to the hashed bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    crypto_hash_sha256_update(&state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// The digest of all appended bytes. The hash must not be used afterwards.
  public mutating func finalize() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    crypto_hash_sha256_final(&state, &bytes)
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
