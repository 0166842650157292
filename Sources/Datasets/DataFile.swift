public import Digests

/// A data file, identified by its bytes, whatever its folder.
public struct DataFile: Hashable, Sendable {
  /// The file's name.
  public let name: String
  /// The file's size in bytes.
  public let byteCount: Int
  /// The SHA-256 of its bytes.
  public let sha256: Digest

  /// The size and the digest, for messages.
  var expectation: String { "\(byteCount) bytes with SHA-256 \(sha256)" }
}

/// A file that is published compressed by gzip.
public struct PublishedFile: Hashable, Sendable {
  /// The compressed file, as published.
  public let compressed: DataFile
  /// The decompressed file.
  public let decompressed: DataFile
  /// The CRC-32 of the decompressed bytes, which also stands at the end of the compressed file.
  public let crc32: UInt32
}
