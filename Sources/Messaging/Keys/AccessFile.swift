public import Coordination
import FoundationEssentials
import OperatingSystem

/// A worker's access: the name under which its key is registered, and its key pair. A JSON file that only its owner may
/// read.
public struct AccessFile: Sendable {
  public let name: WorkerName
  public let pair: KeyPair

  /// A new pair for `name`.
  public init(newFor name: WorkerName) {
    self.name = name
    pair = KeyPair.generate()
  }

  /// Reads the file at `path`; nil if there is none. Throws if others can read the file, or if it is not an access
  /// file.
  public init?(at path: String) throws {
    guard let bytes = try SecretFile.read(path) else { return nil }
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
      let pair = KeyPair(secretText: stored.secretKey), pair.publicKey == stored.publicKey
    else { throw Unreadable(path: path) }
    name = stored.name
    self.pair = pair
  }

  /// Makes the file at `path`. Throws if the file exists.
  public func create(_ path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let stored = Stored(name: name, publicKey: pair.publicKey, secretKey: pair.secretText)
    try SecretFile.create(path, Array(try encoder.encode(stored)) + Array("\n".utf8))
  }

  private struct Stored: Codable {
    let name: WorkerName
    let publicKey: PublicKey
    let secretKey: String
  }

  /// A file that is not an access file.
  public struct Unreadable: Error, CustomStringConvertible {
    let path: String

    /// The file and what to do.
    public var description: String {
      "\(path) is no access file: expected the JSON that `regnorm enroll DIR NAME --access-file FILE` writes"
    }
  }
}
