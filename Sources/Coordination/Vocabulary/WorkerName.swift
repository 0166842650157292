public import Trials

/// The name under which a worker's key is registered, such as `node7`. The identifier of every process with that key
/// begins with the name.
///
/// 1 to 150 printable ASCII characters without space, `/` and `*`, the first neither `.` nor `-`.
public struct WorkerName: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let text: String

  /// The most bytes of a name.
  public static let lengthLimit = 150

  /// Nil if `text` is not a valid name.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard (1...Self.lengthLimit).contains(bytes.count), !text.hasPrefix("."), !text.hasPrefix("-"),
      bytes.allSatisfy(Self.isAllowed)
    else { return nil }
    self.text = text
  }

  /// The default name of a worker on `host`. Invalid characters become `_`.
  public init(host: String) {
    var bytes = host.utf8.prefix(Self.lengthLimit - 1).map { Self.isAllowed($0) ? $0 : UInt8(ascii: "_") }
    if bytes.isEmpty || bytes[0] == UInt8(ascii: ".") || bytes[0] == UInt8(ascii: "-") {
      bytes.insert(UInt8(ascii: "_"), at: 0)
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  public var description: String { text }

  public static func < (left: WorkerName, right: WorkerName) -> Bool { left.text < right.text }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "*")
  }
}

extension WorkerName: CodedAsText {
  public static var textForm: String { "the name of a worker" }
}
