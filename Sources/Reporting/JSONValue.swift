import Trials

/// JSON whose objects keep the order of their members, which `JSONEncoder` does not support.
enum JSONValue: CustomStringConvertible {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Written with the fewest digits that read back exactly; as the text `nan`, `inf` or `-inf` if not finite.
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([(name: String, value: JSONValue)])

  init(_ value: SettingValue) {
    switch value {
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .boolean(let value): self = .boolean(value)
    case .text(let value): self = .text(value)
    }
  }

  var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : quoted(value.isNaN ? "nan" : "\(value)")
    case .text(let value): quoted(value)
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .object(let members):
      "{" + members.map { "\(quoted($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped.printableJSON)\""
  }
}
