public import Foundation
public import Testing

/// The folder of reference values: `REGNORM_FIXTURES`, or `../shared/fixtures` beside the package.
public enum Fixtures {
  /// The folder.
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["REGNORM_FIXTURES"] { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.appending(path: "../shared/fixtures").standardized
  }()

  /// Whether the folder holds `file`.
  public static func hold(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: file).path)
  }

  /// The contents of `file`; nil where there is none, so that tests over its cases are skipped and not broken.
  public static func load<Contents: Decodable>(_ file: String, as type: Contents.Type) -> Contents? {
    guard hold(file) else { return nil }
    do {
      return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: file)))
    } catch {
      preconditionFailure("\(folder.appending(path: file).path) cannot be read: \(error)")
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips, with the reason, where the folder of fixtures does not hold `file`.
  public static func fixtures(_ file: String) -> Self {
    .enabled(
      if: Fixtures.hold(file),
      "there is no \(file) in \(Fixtures.folder.path); set REGNORM_FIXTURES to the folder that holds it")
  }
}
