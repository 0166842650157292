import Foundation
import Testing

@testable import Reporting

@Suite struct OutputFileTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("table-\(UUID().uuidString)").path

  @Test func aFileIsReplacedAsAWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try OutputFile.write("a long first text", to: path)
    try OutputFile.write("short", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "short")
  }

  @Test func aFileThatCannotBeWrittenIsNamed() {
    let file = path + "/missing/table.csv"
    #expect(throws: UnwritableFile(path: file, reason: "No such file or directory")) {
      try OutputFile.write("text", to: file)
    }
    #expect(throws: UnwritableFile(path: file, reason: "No such file or directory")) {
      try OutputFile.requireWritable(file)
    }
  }

  @Test func aDirectoryIsNoFile() throws {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: UnwritableFile(path: folder, reason: "Is a directory")) { try OutputFile.requireWritable(folder) }
    try OutputFile.requireWritable(path)
  }
}
