/// The value of one setting of a trial, in one of the four kinds that sweep files and command lines can state.
public enum SettingValue: Hashable, Sendable {
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case text(String)
}

extension SettingValue: CustomStringConvertible {
  /// The value as in a sweep file.
  public var description: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .boolean(let value): String(value)
    case .text(let value): value
    }
  }

  /// The text from which a trial's identity is computed: the kind's letter, then the value. A number has the fewest
  /// digits that give its exact value.
  var canonical: String {
    switch self {
    case .integer: "i\(self)"
    case .number: "n\(self)"
    case .boolean: "b\(self)"
    case .text(let value): "t\(value.utf8.count):\(value)"
    }
  }
}

extension SettingValue: Comparable {
  /// The order of tables: numbers in numerical order, then texts in alphabetical order, then booleans.
  public static func < (left: SettingValue, right: SettingValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left < right
    case (.boolean(let left), .boolean(let right)): !left && right
    default:
      switch (left.numeric, right.numeric) {
      case (let left?, let right?): left < right
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): left.isText && !right.isText
      }
    }
  }

  /// The value of an integer or a number as a floating-point number; nil for other kinds.
  public var numeric: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .boolean, .text: nil
    }
  }

  private var isText: Bool {
    if case .text = self { true } else { false }
  }
}

extension SettingValue: Codable {
  /// Decodes `{"integer": 3}`, `{"number": 0.5}`, `{"boolean": true}` or `{"text": "rn"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    switch container.allKeys.first {
    case .integer: self = .integer(try container.decode(Int.self, forKey: .integer))
    case .number: self = .number(try container.decode(Double.self, forKey: .number))
    case .boolean: self = .boolean(try container.decode(Bool.self, forKey: .boolean))
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not the value of a setting"))
    }
  }

  /// Encodes the value under the name of its kind, so that `1` and `1.0` stay apart.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .integer(let value): try container.encode(value, forKey: .integer)
    case .number(let value): try container.encode(value, forKey: .number)
    case .boolean(let value): try container.encode(value, forKey: .boolean)
    case .text(let value): try container.encode(value, forKey: .text)
    }
  }

  private enum Kind: String, CodingKey {
    case integer, number, boolean, text
  }
}
