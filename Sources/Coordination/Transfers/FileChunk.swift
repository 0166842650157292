public import Digests

/// Some consecutive bytes of a file.
public struct FileChunk: Sendable, Equatable {
  /// The SHA-256 of the whole file, by which both sides name the file.
  public let file: Digest
  /// The place of the first byte in the file.
  public let offset: Int
  /// The size of the whole file in bytes.
  public let fileByteCount: Int
  /// The bytes.
  public let bytes: [UInt8]
  /// The SHA-256 of the bytes, computed where they were read.
  public let digest: Digest

  /// The most bytes of a chunk: so few that whatever waits behind a chunk does not wait long.
  public static let limit = 128 << 10

  /// The most bytes of a file.
  public static let fileLimit = 1 << 40

  /// A chunk whose digest came with it.
  public init(file: Digest, offset: Int, fileByteCount: Int, bytes: [UInt8], digest: Digest) {
    self.file = file
    self.offset = offset
    self.fileByteCount = fileByteCount
    self.bytes = bytes
    self.digest = digest
  }

  /// A chunk as it was read.
  public init(file: Digest, offset: Int, fileByteCount: Int, bytes: [UInt8]) {
    self.init(file: file, offset: offset, fileByteCount: fileByteCount, bytes: bytes, digest: SHA256.hash(bytes))
  }

  /// Whether the bytes are those that the digest was computed from.
  public var isIntact: Bool { SHA256.hash(bytes) == digest }
}
