public import Digests

/// Some consecutive bytes of a file.
public struct FileChunk: Sendable, Equatable {
  /// The SHA-256 of the whole file. Both sides name the file by it.
  public let file: Digest
  /// The offset of the first byte in the file.
  public let offset: Int
  /// The size of the whole file in bytes.
  public let fileByteCount: Int
  public let bytes: [UInt8]
  /// The SHA-256 of `bytes`, computed by the sender when it read them.
  public let digest: Digest

  /// The most bytes of a chunk. Chunks are small so that other messages do not wait long behind one.
  public static let limit = 128 << 10

  /// The most bytes of a file.
  public static let fileLimit = 1 << 40

  /// A received chunk, with the digest that the sender stated.
  public init(file: Digest, offset: Int, fileByteCount: Int, bytes: [UInt8], digest: Digest) {
    self.file = file
    self.offset = offset
    self.fileByteCount = fileByteCount
    self.bytes = bytes
    self.digest = digest
  }

  /// A chunk that was just read; computes the digest.
  public init(file: Digest, offset: Int, fileByteCount: Int, bytes: [UInt8]) {
    self.init(file: file, offset: offset, fileByteCount: fileByteCount, bytes: bytes, digest: SHA256.hash(bytes))
  }

  /// Whether `bytes` have the digest `digest`.
  public var isIntact: Bool { SHA256.hash(bytes) == digest }
}
