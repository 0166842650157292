/// A fixture that cannot be used.
public struct FixtureError: Error, CustomStringConvertible {
  /// The fault, its place, and what was expected.
  public let description: String

  /// An error with its text.
  public init(_ description: String) { self.description = description }

  /// An error with the text of a decoder's error and the path to the value.
  init(_ error: any Error) {
    switch error {
    case let error as FixtureError: self = error
    case DecodingError.keyNotFound(let key, let context):
      description = "\(Self.path(context))the key \(key.stringValue) is missing"
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      description = Self.path(context) + context.debugDescription
    default: description = "\(error)"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return keys.isEmpty ? "" : keys.joined(separator: ".") + ": "
  }
}

/// Throws `FixtureError(what)` if `condition` is false.
public func requireFixture(_ condition: Bool, _ what: @autoclosure () -> String) throws(FixtureError) {
  if !condition { throw FixtureError(what()) }
}
