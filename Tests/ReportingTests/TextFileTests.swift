import Foundation
import Testing

@testable import Reporting

@Suite struct TextFileTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("table-\(UUID().uuidString)").path

  @Test func aFileIsReplacedAsAWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try TextFile.write("a long first text", to: path)
    try TextFile.write("short", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "short")
  }

  @Test func aFileThatCannotBeWrittenIsNamed() {
    let file = path + "/missing/table.csv"
    #expect(throws: UnwritableFile(path: file, reason: "No such file or directory")) {
      try TextFile.write("text", to: file)
    }
  }
}
