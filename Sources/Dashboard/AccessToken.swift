import Digests
import Glibc
import OperatingSystem

/// The secret that readers of a dashboard show where others than this host can reach it.
struct AccessToken: Sendable {
  /// 128 random bits in hexadecimal digits.
  let text: String

  /// The token of the results in `directory`, made where there is none, in a file that only its owner may read.
  init(in directory: String) throws {
    let path = "\(directory)/dashboard-token"
    if let bytes = try SecretFile.read(path) {
      text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      guard text.utf8.count >= 32 else { throw Unusable(path: path) }
      return
    }
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<2).map { _ in String(generator.next() as UInt64, radix: 16) }
    text = digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    try makeFolders(directory)
    try SecretFile.create(path, Array((text + "\n").utf8))
  }

  init(text: String) { self.text = text }

  /// The name of the cookie that holds the token. Browsers keep the cookies of all ports of a host together, so that every
  /// token has a name of its own.
  var cookie: String { "regnorm-\(SHA256.hash(Array(text.utf8)).description.prefix(16))" }

  /// Compares digests, so that the time taken says nothing of how much was right.
  func matches(_ other: some StringProtocol) -> Bool {
    SHA256.hash(Array(text.utf8)) == SHA256.hash(Array(other.utf8))
  }

  /// A file that holds no token.
  struct Unusable: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path) should hold a token of 32 digits: delete it, and the next start makes another" }
  }
}
