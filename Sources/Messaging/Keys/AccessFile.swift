public import Coordination
import FoundationEssentials
import OperatingSystem

/// What lets one worker in: the name under which its key is registered, and the pair. A file in JSON that only its owner may
/// read.
public struct AccessFile: Sendable {
  /// The name.
  public let name: WorkerName
  /// The pair.
  public let pair: KeyPair

  /// A new pair for `name`.
  public init(newFor name: WorkerName) {
    self.name = name
    pair = KeyPair.generate()
  }

  /// Reads the file at `path`; nil where there is no such file. Throws where others can read the file, or where it is none
  /// of ours.
  public init?(at path: String) throws {
    guard let bytes = try SecretFile.read(path) else { return nil }
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)),
      let pair = KeyPair(secretText: stored.secretKey), pair.publicKey == stored.publicKey
    else { throw Unreadable(path: path) }
    name = stored.name
    self.pair = pair
  }

  /// Makes the file at `path`; throws where there is one.
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

  /// A file that holds no access.
  public struct Unreadable: Error, CustomStringConvertible {
    let path: String

    /// The file and what to do.
    public var description: String {
      "\(path) is no access file: expected the JSON that `regnorm enroll DIR NAME --access-file FILE` writes"
    }
  }
}
