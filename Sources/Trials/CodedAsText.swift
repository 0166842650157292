/// A value that is encoded as the text which describes it.
public protocol CodedAsText: Codable, CustomStringConvertible {
  /// The text that is expected, for errors: `32 hexadecimal digits`.
  static var textForm: String { get }

  /// Reads the value's description; nil where `text` is none.
  init?(_ text: String)
}

extension CodedAsText {
  /// Throws `DecodingError` where the text describes no such value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(Self.textForm)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
