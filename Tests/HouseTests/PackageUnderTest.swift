import Foundation
import ProcessTestSupport

/// This package: its targets as `Package.swift` declares them, and its sources.
struct PackageUnderTest {
  let targets: [Target]

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    struct Manifest: Decodable { let targets: [Target] }
    targets = try JSONDecoder().decode(Manifest.self, from: try Self.dumpedManifest()).targets
  }

  func target(_ name: String) -> Target? { targets.first { $0.name == name } }

  /// The modules that the Swift sources of `target` import.
  func imports(of target: Target) throws -> Set<String> {
    let folder = Self.root.appending(path: target.folder)
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    var imports: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      imports.formUnion(importedModules(in: try String(contentsOf: file, encoding: .utf8)))
    }
    return imports
  }

  /// The targets on which `target` depends, directly or through others.
  func reach(of target: Target) -> Set<String> {
    var reached: Set<String> = []
    var next = [target]
    while let known = next.popLast() {
      for name in known.declared where reached.insert(name).inserted {
        if let target = self.target(name) { next.append(target) }
      }
    }
    return reached
  }

  private static func dumpedManifest() throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A separate scratch folder, because the one in use is locked while its tests run.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "regnorm-house-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = [
      "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try ProcessGuard.shared.run(process)
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return output
  }
}

/// The modules that a Swift source imports, whatever the import's access level, attributes or kind of declaration.
func importedModules(in source: String) -> Set<String> {
  let pattern = #/^(?:@\w+(?:\([^)\n]*\))?\s+|public\s+|package\s+|internal\s+|fileprivate\s+|private\s+)*/#
    .anchorsMatchLineEndings()
  let statement = #/import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/#
  var modules: Set<String> = []
  for line in source.split(separator: "\n") {
    guard let attributes = line.prefixMatch(of: pattern),
      let match = line[attributes.range.upperBound...].prefixMatch(of: statement)
    else { continue }
    modules.insert(String(match.1))
  }
  return modules
}
