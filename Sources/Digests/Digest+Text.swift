extension Digest: ExpressibleByStringLiteral {
  /// A digest as a literal of 64 hexadecimal digits. Any other literal ends the program.
  public init(stringLiteral text: String) {
    guard let digest = Digest(hexadecimal: text) else {
      preconditionFailure("\(text) is not a SHA-256 digest: expected 64 hexadecimal digits")
    }
    self = digest
  }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest(hexadecimal: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a SHA-256 digest: expected 64 hexadecimal digits")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
