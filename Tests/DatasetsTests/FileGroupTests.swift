import Testing

@testable import Datasets

/// Groups are fetched as a whole or not at all. One at a time: children inherit descriptors.
@Suite(.serialized) struct FileGroupTests {
  private let toy = ToyGroupDataset()
  private let folder: TemporaryFolder
  private let folders: DataFolders

  init() throws {
    folder = try TemporaryFolder()
    folders = DataFolders(searched: [folder.path], copies: nil)
  }

  private func problems(hashing: Bool = true) -> [String?] {
    toy.description().inspect(in: folders, hashing: hashing).map(\.problem)
  }

  private func fetch(_ servers: [HTTPServer], from origin: DatasetFetch.Origin = .mirrors) throws -> [String] {
    defer { servers.forEach { $0.stop() } }
    var events: [String] = []
    let fetch = try #require(DatasetFetch(toy.description(mirrors: servers.map(\.url)), folders: folders))
    try fetch.run(from: origin) { event in
      switch event {
      case .present: events.append("present")
      case .progress(let progress): events.append("\(progress.received)")
      case .mirrorFailed: events.append("mirror failed")
      case .fetched: events.append("fetched")
      }
    }
    return events
  }

  /// Serves the members in their order. With `altered` the first member is changed.
  private func server(altered: Bool = false) -> HTTPServer {
    HTTPServer { [toy] request, _ in
      let bytes = toy.contents[toy.group.members[request]] ?? []
      return .serve(altered && request == 0 ? bytes.reversed() : bytes)
    }
  }

  @Test func aGroupIsDownloadedOnce() throws {
    #expect(problems().first??.contains("regnorm data fetch toys") == true)
    #expect(try fetch([server()]) == ["8", "8", "fetched"])
    for (member, bytes) in toy.contents { #expect(try folder.contents(of: "toys/fold_1/\(member)") == bytes) }
    #expect(problems() == [nil])
    #expect(try fetch([]) == ["present"])
  }

  @Test func aMirrorThatServesOtherBytesIsLeftForTheNext() throws {
    #expect(try fetch([server(altered: true), server()]) == ["8", "8", "mirror failed", "8", "8", "fetched"])
    #expect(problems() == [nil])
  }

  @Test func aGroupThatNoMirrorServesRightIsNotWritten() throws {
    let error = #expect(throws: DownloadError.self) { try fetch([server(altered: true)]) }
    #expect(error?.description.contains("fold_1/*/1_*.txt could not be downloaded") == true)
    #expect(!folder.holds("toys/fold_1/test/1_a.txt"))
  }

  @Test func aGroupIsReadFromTheFirstPlaceThatHoldsAllOfIt() throws {
    let (first, second) = (try TemporaryFolder(), folder)
    let store = FileGroupStore(
      dataset: "toys", folders: DataFolders(searched: [first.path, second.path], copies: nil))
    try first.write(Array("an edge\n".utf8), to: "toys/fold_1/test/1_a.txt")
    let missing = #expect(throws: DataFileError.self) { try store.locate(toy.group) }
    #expect(missing?.description.contains("regnorm data fetch toys") == true)
    #expect(store.locateWholeOrPart(of: toy.group) == "\(first.path)/toys/fold_1")
    for (member, bytes) in toy.contents { try second.write(bytes, to: "fold_1/\(member)") }
    #expect(try store.locate(toy.group) == "\(second.path)/fold_1")
    #expect(store.locateWholeOrPart(of: toy.group) == "\(second.path)/fold_1")
  }

  @Test func aPartOfAGroupIsMendedWhereItLies() throws {
    try folder.write([], to: "fold_1/train/1_b.txt")
    #expect(problems().first??.contains("regnorm data fetch toys") == true)
    #expect(try fetch([server()]) == ["8", "8", "fetched"])
    #expect(folder.holds("fold_1/test/1_a.txt") && !folder.holds("toys/fold_1/test/1_a.txt"))
    #expect(problems() == [nil])
  }

  @Test func anAlteredOrMissingMemberIsNoticedAndReplacedWhereItLies() throws {
    for (member, bytes) in toy.contents { try folder.write(bytes, to: "fold_1/\(member)") }
    #expect(problems() == [nil])
    try folder.write(Array("an egde\n".utf8), to: "fold_1/test/1_a.txt")
    #expect(problems(hashing: false) == [nil])
    #expect(problems().first??.contains("fold_1/*/1_*.txt is altered") == true)

    let origin = try TemporaryFolder()
    for (member, bytes) in toy.contents { try origin.write(bytes, to: "toys/fold_1/\(member)") }
    #expect(try fetch([], from: .folder(origin.path)) == ["fetched"])
    #expect(try folder.contents(of: "fold_1/test/1_a.txt") == Array("an edge\n".utf8))
    #expect(problems() == [nil])
  }
}
