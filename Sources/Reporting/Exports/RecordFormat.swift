/// The ways to write records for other programs.
public enum RecordFormat: String, Sendable, CaseIterable {
  /// A line of names, then a line a record (RFC 4180, lines ended by a line feed); what is missing is empty.
  case csv
  /// A JSON object a line, without what is missing.
  case jsonl

  /// What stands before the records: the names of their fields.
  func heading(_ names: [String]) -> String {
    switch self {
    case .csv: names.map(csvField).joined(separator: ",") + "\n"
    case .jsonl: ""
    }
  }

  /// A record with these values of the fields `names`.
  func record(_ names: [String], _ values: [JSONValue]) -> String {
    switch self {
    case .csv: values.map { csvField($0.plainText) }.joined(separator: ",") + "\n"
    case .jsonl:
      JSONValue.object(
        zip(names, values).compactMap { name, value in if case .null = value { nil } else { (name, value) } }
      ).description + "\n"
    }
  }
}

/// `field` as RFC 4180 writes it.
func csvField(_ field: String) -> String {
  let special = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
  guard field.utf8.contains(where: special.contains) else { return field }
  return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

extension JSONValue {
  /// The value as a field of its own, which needs no quotes; empty for `null`.
  fileprivate var plainText: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .number(let number): number.isNaN ? "nan" : "\(number)"
    default: description
    }
  }
}
