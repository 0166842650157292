/// A frame that is not a message of regnorm.
public enum FrameError: Error, Equatable, CustomStringConvertible {
  /// The frame does not begin with the magic bytes.
  case notOurs
  /// The frame has another version of the protocol.
  case version(theirs: Int, ours: Int)
  /// The frame has a message type that this side does not take.
  case unknownType(Int)
  /// A field ends beyond the frame.
  case truncated(field: String)
  /// A length, count or value is beyond its bound.
  case outOfBounds(field: String)
  /// A text is not UTF-8, or a name is not in a closed set.
  case invalid(field: String)
  /// Bytes follow the last field.
  case trailing(count: Int)

  /// One sentence.
  public var description: String {
    switch self {
    case .notOurs: "received bytes that are not a regnorm message"
    case .version(let theirs, let ours):
      "the other side speaks version \(theirs) of the protocol and this one version \(ours); install the same regnorm on both"
    case .unknownType(let type): "received a message of the unknown type \(type)"
    case .truncated(let field): "received a message that ends within its field \(field)"
    case .outOfBounds(let field): "received a message whose field \(field) is out of bounds"
    case .invalid(let field): "received a message whose field \(field) cannot be read"
    case .trailing(let count): "received a message with \(count) bytes too many"
    }
  }
}
