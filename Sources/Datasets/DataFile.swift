public import Digests

/// A file of data, known by its bytes wherever it lies.
public struct DataFile: Hashable, Sendable {
  /// The file's name.
  public let name: String
  /// The file's size in bytes.
  public let byteCount: Int
  /// The SHA-256 of its bytes.
  public let sha256: Digest

  /// What identifies the file's contents, in words.
  var expectation: String { "\(byteCount) bytes with SHA-256 \(sha256)" }
}

/// A file that its makers publish compressed by gzip.
public struct PublishedFile: Hashable, Sendable {
  /// The file as it is published.
  public let compressed: DataFile
  /// The file when it is decompressed.
  public let decompressed: DataFile
  /// The CRC-32 of the decompressed bytes, which gzip also keeps at the end of the compressed file.
  public let crc32: UInt32
}
