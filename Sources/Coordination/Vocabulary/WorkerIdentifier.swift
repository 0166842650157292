public import Trials

/// A worker's stable identity: it stays the same when the worker reconnects, and is new for every worker process.
///
/// At most 200 printable ASCII characters without `/` and space, so that equal texts are equal bytes and a file may carry
/// the name.
public struct WorkerIdentifier: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text: the worker's name, process and random digits, `node7-4211-9f3a61b2`.
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

  /// Names a process of the worker `name` by its number and random digits.
  public init(name: WorkerName, process: Int32, digits: UInt32) {
    let hexadecimal = String(digits, radix: 16)
    text = "\(name)-\(process)-\(String(repeating: "0", count: 8 - hexadecimal.count))\(hexadecimal)"
  }

  /// The name to which the worker's key belongs: all but the process and the digits; nil where the text has neither.
  public var name: WorkerName? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count < 3 ? nil : WorkerName(parts.dropLast(2).joined(separator: "-"))
  }

  /// The text.
  public var description: String { text }

  /// Alphabetical.
  public static func < (left: WorkerIdentifier, right: WorkerIdentifier) -> Bool { left.text < right.text }
}

extension WorkerIdentifier: CodedAsText {
  public static var textForm: String { "the name of a worker" }
}
