public import Digests

/// A data file by its name and the digest of its bytes.
public struct DataReference: Hashable, Sendable, Codable {
  /// The file's name within its data set: `train-images-idx3-ubyte.gz`.
  public let name: String
  /// The SHA-256 of the file's bytes.
  public let sha256: Digest

  /// Names a data file.
  public init(name: String, sha256: Digest) {
    self.name = name
    self.sha256 = sha256
  }
}
