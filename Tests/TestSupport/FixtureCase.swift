/// The contents of a case of a fixture file, without its name.
public protocol FixtureContents: Decodable, Sendable {
  /// Throws `FixtureError` if sizes disagree or a number is outside the range of the tested code.
  func check() throws
}

/// A case of a fixture file: its name, and its contents or the reason why they cannot be used.
///
/// A malformed case fails under its own name and does not affect the other cases.
public struct FixtureCase<Contents: FixtureContents>: Decodable, Sendable, CustomStringConvertible {
  /// The case's name, unique in its file.
  public let name: String
  private let reading: Result<Contents, FixtureError>

  /// Decodes the name, and then the contents.
  public init(from decoder: any Decoder) throws {
    let name = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .name)
    self.name = name
    do {
      let contents = try Contents(from: decoder)
      try contents.check()
      reading = .success(contents)
    } catch {
      reading = .failure(FixtureError("\(name): \(FixtureError(error).description)"))
    }
  }

  /// The contents. Throws `FixtureError` if the case is malformed.
  public func contents() throws(FixtureError) -> Contents { try reading.get() }

  /// The name.
  public var description: String { name }

  private enum Keys: CodingKey {
    case name
  }
}

/// The cases of a fixture file: one or more, each with a name of its own.
public struct FixtureCases<Contents: FixtureContents>: Decodable, Sendable {
  /// The cases in the order of the file.
  public let all: [FixtureCase<Contents>]

  /// Decodes an array of cases.
  public init(from decoder: any Decoder) throws {
    all = try decoder.singleValueContainer().decode([FixtureCase<Contents>].self)
    try requireFixture(!all.isEmpty, "the list of cases is empty")
    try requireFixture(Set(all.map(\.name)).count == all.count, "two cases have one name")
  }
}
