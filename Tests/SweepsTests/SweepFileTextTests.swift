import Foundation
import Plans
import Testing

@testable import Sweeps

@Suite final class SweepFileTextTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sweep-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let nameless = "task: imbalanced-mnist\nseeds: 1\ngrid: {normalization: [none, rn]}\n"

  /// The path of a named pipe into which `text` is written as soon as a reader opens it.
  private func pipe(_ text: String) throws -> String {
    let path = folder + "/pipe.yaml"
    try #require(mkfifo(path, 0o600) == 0)
    Thread.detachNewThread {
      let file = FileHandle(forWritingAtPath: path)
      try? file?.write(contentsOf: Data(text.utf8))
      try? file?.close()
    }
    return path
  }

  @Test func aSweepFileComesFromAPipe() throws {
    let long = "name: piped\n" + String(repeating: "# a comment to fill more than one pipe\n", count: 5_000)
    let text = try SweepFileText(path: try pipe(long + Self.nameless))
    #expect(text.yaml == long + Self.nameless)
    #expect(text.defaultName == nil)
  }

  @Test func aPipeHasToStateTheSweepsName() throws {
    let path = try pipe(Self.nameless)
    let error = #expect(throws: SweepFileErrors.self) { try Plan(contentsOf: path, experiments: [ToyExperiment()]) }
    #expect(error?.description.contains("a name, which a text from a pipe has to state") == true)
  }

  @Test(arguments: [("a.yaml", "a"), ("a.b.yaml", "a.b"), ("a", "a"), (".yaml", ".yaml")])
  func aFileGivesItsNameWithoutItsExtension(file: String, name: String) throws {
    try Data(Self.nameless.utf8).write(to: URL(fileURLWithPath: folder + "/" + file))
    #expect(try SweepFileText(path: folder + "/" + file).defaultName == name)
  }

  @Test func aDirectoryIsNoSweepFile() {
    let error = #expect(throws: UnreadableSweepFile.self) { try SweepFileText(path: folder) }
    #expect(error?.description == "cannot read the sweep file \(folder): it is a directory; name a file in it")
  }
}
