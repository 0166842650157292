/// A worker's stable identity: it stays the same when the worker reconnects, and is new for every worker process.
///
/// At most 200 printable ASCII characters without `/` and space, so that equal texts are equal bytes and a file may carry
/// the name.
public struct WorkerIdentifier: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text: host name, process and random digits, `node7-4211-9f3a61`.
  public let text: String

  /// The most bytes of a name.
  public static let lengthLimit = 200

  /// Names a worker; nil where `text` is no such name.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard (1...Self.lengthLimit).contains(bytes.count), !text.hasPrefix("."),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
    else { return nil }
    self.text = text
  }

  /// Names a worker of `host` by its process and random digits. Characters of `host` that no name may have become `_`.
  public init(host: String, process: Int32, digits: UInt32) {
    let isAllowed = { (byte: UInt8) in (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "/") }
    var name = host.utf8.prefix(150).map { isAllowed($0) ? $0 : UInt8(ascii: "_") }
    if name.isEmpty || name[0] == UInt8(ascii: ".") { name.insert(UInt8(ascii: "_"), at: 0) }
    let hexadecimal = String(digits, radix: 16)
    text =
      String(decoding: name, as: UTF8.self)
      + "-\(process)-\(String(repeating: "0", count: 8 - hexadecimal.count))\(hexadecimal)"
  }

  /// The text.
  public var description: String { text }

  /// Alphabetical.
  public static func < (left: WorkerIdentifier, right: WorkerIdentifier) -> Bool { left.text < right.text }
}

extension WorkerIdentifier: Codable {
  /// Decodes the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let identifier = WorkerIdentifier(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no worker can have this name")
    }
    self = identifier
  }

  /// Encodes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
