import Foundation
import Reporting
import Testing

/// The page that shows every figure.
@Suite struct GalleryTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Reporting/Reporting.docc")

  @Test func theGalleryHasAHeadingACommandAndAPictureForEveryFigureAndNoOther() throws {
    let page = try String(contentsOf: folder.appending(path: "Gallery.md"), encoding: .utf8)
    let sections = page.components(separatedBy: "\n## ").dropFirst()
    #expect(sections.map { $0.prefix { $0 != "\n" } } == FigureKind.allCases.map { Substring($0.rawValue) })
    for (section, kind) in zip(sections, FigureKind.allCases) {
      #expect(section.contains(" \(kind.rawValue)`") || section.contains(" \(kind.rawValue) --"))
      #expect(section.contains("](\(kind.rawValue).svg)"))
    }
  }

  @Test func everyPictureOfTheGalleryIsAWholePicture() throws {
    let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Resources").path)
    #expect(Set(pictures) == Set(FigureKind.allCases.map { "\($0.rawValue).svg" }))
    for name in pictures {
      let text = try String(contentsOf: folder.appending(path: "Resources/\(name)"), encoding: .utf8)
      #expect(try DrawnPicture(text).outside.isEmpty, "\(name)")
    }
  }
}
