import Digests
import Foundation
import Glibc
import OperatingSystem
import Testing

@testable import Datasets

/// Downloads run the system's curl against a server in this process. One at a time: children inherit descriptors.
@Suite(.serialized) struct DatasetFetchTests {
  private let toy = ToyDataset()
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Fetches from these servers. Returns a line for each event, without progress.
  private func fetch(_ servers: HTTPServer...) throws -> [String] {
    defer { servers.forEach { $0.stop() } }
    var events: [String] = []
    let fetch = try #require(
      DatasetFetch(
        toy.description(mirrors: servers.map(\.url)), folders: DataFolders(searched: [folder.path], copies: nil)))
    try fetch.run(from: .mirrors) { event in
      switch event {
      case .present: events.append("present")
      case .progress: break
      case .mirrorFailed: events.append("mirror failed")
      case .fetched: events.append("fetched")
      }
    }
    return events
  }

  private func expectFetched() throws {
    #expect(try folder.contents(of: "toys/toy.gz") == toy.compressed)
    #expect(!folder.holds("toys/toy.gz.part"))
  }

  @Test func aFileIsDownloadedOnce() throws {
    let server = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(server) == ["fetched"])
    try expectFetched()
    #expect(server.offsets == [0])
    #expect(try fetch() == ["present"])
  }

  @Test func aBrokenDownloadIsContinuedWhereItBroke() throws {
    let half = toy.compressed.count / 2
    let server = HTTPServer { [toy] request, _ in
      request == 0 ? .cut(toy.compressed, after: half) : .serve(toy.compressed)
    }
    #expect(try fetch(server) == ["fetched"])
    #expect(server.offsets == [0, half])
    try expectFetched()
  }

  @Test func theDownloadOfAnEarlierRunIsContinued() throws {
    try folder.write(Array(toy.compressed.prefix(1234)), to: "toys/toy.gz.part")
    let server = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(server) == ["fetched"])
    #expect(server.offsets == [1234])
    try expectFetched()
  }

  @Test func theNextMirrorContinuesWhatTheFirstBegan() throws {
    let first = HTTPServer { [toy] request, _ in request == 0 ? .cut(toy.compressed, after: 500) : .notFound }
    let second = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(first, second) == ["mirror failed", "fetched"])
    #expect(first.offsets == [0, 500])
    #expect(second.offsets == [500])
    try expectFetched()
  }

  @Test func aServerWithoutRangesIsReadFromTheBeginning() throws {
    try folder.write(Array(toy.compressed.prefix(1234)), to: "toys/toy.gz.part")
    let server = HTTPServer { [toy] _, _ in .ignoreRange(toy.compressed) }
    #expect(try fetch(server) == ["fetched"])
    try expectFetched()
  }

  @Test func bytesOfAnotherFileAreDiscardedAndFetchedAnew() throws {
    try folder.write([UInt8](repeating: 1, count: 1234), to: "toys/toy.gz.part")
    let server = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(server) == ["fetched"])
    #expect(server.offsets == [1234, 0])
    try expectFetched()
  }

  @Test func aMirrorsAlteredBytesAreRefused() throws {
    let altered = HTTPServer { [toy] _, _ in .serve(toy.compressed.reversed()) }
    let longer = HTTPServer { [toy] _, _ in .serve(toy.compressed + [0]) }
    let honest = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(altered, longer, honest) == ["mirror failed", "mirror failed", "fetched"])
    try expectFetched()
  }

  @Test func ifEveryMirrorFailsTheErrorSaysWhyAndThePartIsKept() throws {
    let server = HTTPServer { [toy] request, _ in request == 0 ? .cut(toy.compressed, after: 700) : .notFound }
    let error = try #require(throws: DownloadError.self) { try fetch(server) }
    #expect(error.description.hasPrefix("toy.gz could not be downloaded: \(server.url)toy.gz: curl: (22)"))
    #expect(
      error.description.contains(" 700 of \(toy.compressed.count) bytes are kept in \(folder.path)/toys/toy.gz.part. "))
    #expect(try folder.contents(of: "toys/toy.gz.part") == Array(toy.compressed.prefix(700)))
    #expect(!folder.holds("toys/toy.gz"))
  }

  @Test func noFileIsLeftBehindIfNoByteWasReceived() throws {
    #expect(throws: DownloadError.self) { try fetch(HTTPServer { _, _ in .notFound }) }
    #expect(!folder.holds("toys/toy.gz.part"))
  }

  @Test func aDownloadOfTheSameFileElsewhereIsNotDisturbed() throws {
    let path = try folder.write([1, 2, 3], to: "toys/toy.gz.part")
    let other = try FileDescriptor(path, O_RDWR)
    #expect(flock(other.number, LOCK_EX) == 0)
    #expect(throws: DownloadInProgress.self) { try fetch() }
    #expect(try folder.contents(of: "toys/toy.gz.part") == [1, 2, 3])
  }

  @Test func aBadFileIsReplacedWhereItIs() throws {
    try folder.write([1, 2, 3], to: "toy.gz")
    let server = HTTPServer { [toy] _, _ in .serve(toy.compressed) }
    #expect(try fetch(server) == ["fetched"])
    #expect(try folder.contents(of: "toy.gz") == toy.compressed)
  }

  @Test func filesAreCopiedFromAFolderAndVerified() throws {
    let origin = try TemporaryFolder()
    let dataset = toy.description()
    let fetch = try #require(
      DatasetFetch(dataset, folders: DataFolders(searched: [], copies: nil), destination: folder.path))
    try origin.write(toy.compressed.reversed(), to: "toy.gz")
    #expect(throws: DataFileError.self) { try fetch.run(from: .folder(origin.path)) { _ in } }
    #expect(!folder.holds("toys/toy.gz"))
    try origin.write(toy.compressed, to: "toy.gz")
    try fetch.run(from: .folder(origin.path)) { _ in }
    try expectFetched()
  }

  @Test func aDestinationThatCannotBeWrittenIsNamed() throws {
    let file = try folder.write([], to: "file")
    let fetch = try #require(
      DatasetFetch(toy.description(), folders: DataFolders(searched: [], copies: nil), destination: file))
    let error = try #require(throws: DestinationError.self) { try fetch.run(from: .mirrors) { _ in } }
    #expect(error.description.hasPrefix("cannot make the folder \(file)/toys: Not a directory. Name a folder"))
  }

  @Test func dataThatArePartOfTheProgramCannotBeFetched() {
    #expect(DatasetFetch(.optdigits, folders: DataFolders(searched: [], copies: nil)) == nil)
  }

  @Test func progressEstimatesTheTimeLeftFromThisAttemptsSpeed() {
    let file = DataFile(name: "f.gz", byteCount: 9_900_000, sha256: SHA256.hash([]))
    let progress = DownloadProgress(file: file, received: 4_200_000, arrived: 3_100_000, seconds: 1)
    #expect(progress.description == "f.gz  42 %  4.2 of 9.9 MB  3.1 MB/s  2 s left")
    let begun = DownloadProgress(file: file, received: 0, arrived: 0, seconds: 0.2)
    #expect(begun.description == "f.gz  0 %  0.0 of 9.9 MB")
  }
}
