public import Foundation
import Testing

/// The reference values that other programs computed: the files of `Tests/Fixtures`, or of the folder that
/// `REGNORM_FIXTURES` names, which must hold every file that a suite reads.
public enum Fixtures {
  /// The folder of the files.
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["REGNORM_FIXTURES"] { return URL(filePath: path) }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
  }()

  /// The contents of `file`. Throws `FixtureError` if the file is missing or malformed.
  public static func load<Contents: Decodable>(_ file: String, as type: Contents.Type) throws -> Contents {
    let path = folder.appending(path: file).path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FixtureError(
        "\(path) cannot be read: restore the file, or set REGNORM_FIXTURES to a folder that holds \(file)")
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw FixtureError("\(path): \(FixtureError(error).description)")
    }
  }
}
