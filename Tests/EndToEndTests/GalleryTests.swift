import Foundation
import TestSupport
import Testing

/// The command that draws the gallery's pictures.
@Suite struct GalleryTests {
  @Test func theGalleryIsDrawnAgainToTheSameBytes() async throws {
    let temporary = try TemporaryFolder()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try await Command(
      [Command.program.path, temporary.url.path], of: root.appending(path: "Tests/gallery"), in: temporary.url
    ).finish()
    let kept = root.appending(path: "Sources/Reporting/Reporting.docc/Resources")
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    #expect(names.count > 10)
    for name in names {
      let drawn = try Data(contentsOf: temporary.url.appending(path: name))
      #expect(drawn == (try Data(contentsOf: kept.appending(path: name))), "\(name) differs: run Tests/gallery")
    }
  }
}
