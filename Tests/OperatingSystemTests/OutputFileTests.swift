import Foundation
import Testing

@testable import OperatingSystem

@Suite final class OutputFileTests {
  private let folder: String
  private var path: String { folder + "/table" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("output-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : 0
  }

  private func entries() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

  @Test func aFileIsReplacedAsAWholeAndNothingElseIsLeft() throws {
    try OutputFile.write("a long first text", to: path)
    let reader = try #require(FileHandle(forReadingAtPath: path))
    try OutputFile.write("short", to: path)
    #expect(try text(path) == "short")
    #expect(String(decoding: reader.readDataToEndOfFile(), as: UTF8.self) == "a long first text")
    #expect(try entries() == ["table"])
  }

  @Test func aReplacedFileKeepsItsMode() throws {
    try OutputFile.write("secret", to: path)
    chmod(path, 0o640)
    try OutputFile.write("other", to: path)
    #expect(mode(path) == S_IFREG | 0o640)
    #expect(try text(path) == "other")
  }

  @Test(arguments: [true, false]) func aSymbolicLinkStaysAndItsTargetIsWritten(targetExists: Bool) throws {
    let target = folder + "/target"
    if targetExists { try OutputFile.write("old", to: target) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/between", withDestinationPath: "target")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/between")
    try OutputFile.write("new", to: path)
    #expect(mode(path) & S_IFMT == S_IFLNK)
    #expect(try text(target) == "new")
    #expect(try entries() == ["between", "table", "target"])
  }

  @Test func aLinkThatLeadsToItselfIsNamed() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "table")
    let expected = UnwritableFile(path: path, reason: "Too many levels of symbolic links")
    #expect(throws: expected) { try OutputFile.write("text", to: path) }
    #expect(throws: expected) { try OutputFile.requireWritable(path) }
  }

  @Test func aDeviceStaysADevice() throws {
    let before = mode("/dev/null")
    try #require(before & S_IFMT == S_IFCHR)
    try OutputFile.requireWritable("/dev/null")
    try OutputFile.write("text", to: "/dev/null")
    #expect(mode("/dev/null") == before)
    #expect(throws: UnwritableFile(path: "/dev/full", reason: "No space left on device")) {
      try OutputFile.write("text", to: "/dev/full")
    }
  }

  @Test func aPipeWithANameIsWrittenThrough() throws {
    try #require(mkfifo(path, 0o600) == 0)
    // The pipe is open for reading and writing, so that the writer does not wait. So few bytes fit into the pipe.
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try OutputFile.requireWritable(path)
    try OutputFile.write("through", to: path)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "through")
    #expect(mode(path) & S_IFMT == S_IFIFO)
  }

  @Test func aNameOfTheGreatestLengthIsWritten() throws {
    let long = folder + "/" + String(repeating: "n", count: 255)
    try OutputFile.write("text", to: long)
    #expect(try text(long) == "text")
  }

  @Test func aFileThatCannotBeWrittenIsNamed() {
    let file = path + "/missing/table.csv"
    let expected = UnwritableFile(path: file, reason: "No such file or directory")
    #expect(throws: expected) { try OutputFile.write("text", to: file) }
    #expect(throws: expected) { try OutputFile.requireWritable(file) }
  }

  /// Nobody, not even the superuser, can make a file in this folder.
  @Test func aFolderThatTakesNoFilesIsNamed() {
    let file = "/sys/kernel/regnorm-table"
    let error = #expect(throws: UnwritableFile.self) { try OutputFile.write("text", to: file) }
    #expect(error?.path == file)
  }

  /// The superuser may write everywhere.
  @Test(.enabled(if: getuid() != 0)) func aProtectedFileDoesNotChange() throws {
    defer { chmod(folder, 0o755) }
    try OutputFile.write("old", to: path)
    chmod(path, 0o444)
    #expect(throws: UnwritableFile(path: path, reason: "Permission denied")) { try OutputFile.write("new", to: path) }
    chmod(path, 0o644)
    chmod(folder, 0o555)
    let reason = "Permission denied (its folder \(folder))"
    #expect(throws: UnwritableFile(path: path, reason: reason)) { try OutputFile.write("new", to: path) }
    #expect(throws: UnwritableFile(path: path, reason: reason)) { try OutputFile.requireWritable(path) }
    #expect(try text(path) == "old")
  }

  @Test func aDirectoryIsNoFile() throws {
    #expect(throws: UnwritableFile(path: folder, reason: "Is a directory")) { try OutputFile.requireWritable(folder) }
    try OutputFile.requireWritable(path)
  }
}
