import Foundation
import Testing

@testable import Datasets

@Suite struct PublishedFileStoreTests {
  private let toy = ToyDataset()
  private let data: TemporaryFolder
  private let cache: TemporaryFolder
  private let store: PublishedFileStore

  init() throws {
    data = try TemporaryFolder()
    cache = try TemporaryFolder()
    store = toy.store(DataFolders(searched: [data.path], copies: cache.path))
  }

  @Test(arguments: ["toys/toy.gz", "toy.gz"]) func filesLieInTheDatasetsFolderOrDirectly(name: String) throws {
    try data.write(toy.compressed, to: name)
    #expect(try store.read(toy.file).array() == toy.plain)
  }

  @Test func aDecompressedFileServesToo() throws {
    try data.write(toy.plain, to: "toy")
    #expect(try store.read(toy.file).array() == toy.plain)
  }

  @Test func aMissingFileIsOneErrorThatNamesFilePlacesDigestAndCommand() throws {
    let error = try #require(throws: DataFileError.self) { try store.read(toy.file) }
    #expect(
      error.description == """
        toy.gz of the data set toys (\(toy.compressed.count) bytes with SHA-256 \(toy.file.compressed.sha256)) is in none \
        of \(data.path)/toys, \(data.path). Run `regnorm data fetch toys`, or set REGNORM_DATA to a folder that holds the file.
        """)
  }

  @Test func aTruncatedFileIsNamedWithBothSizes() throws {
    let path = try data.write(Array(toy.compressed.dropLast()), to: "toy.gz")
    let error = try #require(throws: DataFileError.self) { try store.read(toy.file) }
    #expect(
      error.description == """
        \(path) is cut short: it has \(toy.compressed.count - 1) bytes, and \(toy.compressed.count) bytes with SHA-256 \
        \(toy.file.compressed.sha256) were expected. Run `regnorm data fetch toys` to replace it.
        """)
  }

  @Test(arguments: [("toy.gz", true), ("toy", false)]) func oneAlteredBitIsFound(name: String, isCompressed: Bool)
    throws
  {
    var bytes = isCompressed ? toy.compressed : toy.plain
    bytes[1000] ^= 1
    let path = try data.write(bytes, to: name)
    let error = try #require(throws: DataFileError.self) { try store.read(toy.file) }
    #expect(error.description.hasPrefix("\(path) is altered: its SHA-256 is "))
    #expect(error.description.hasSuffix("Run `regnorm data fetch toys` to replace it."))
  }

  @Test func theCopyIsWrittenOnceAndMapped() throws {
    try data.write(toy.compressed, to: "toy.gz")
    _ = try store.read(toy.file)
    #expect(try cache.contents(of: "toys/toy") == toy.plain)
    let source = try #require(FileStatus(path: "\(data.path)/toy.gz"))
    let copy = DecompressedCopy(of: toy.file, dataset: "toys", folder: cache.path)
    #expect(try #require(copy.open(madeFrom: source)).array() == toy.plain)
  }

  @Test func aDamagedCopyIsNotUsedButMadeAgain() throws {
    try data.write(toy.compressed, to: "toy.gz")
    _ = try store.read(toy.file)
    let source = try #require(FileStatus(path: "\(data.path)/toy.gz"))
    var damaged = toy.plain
    damaged[77] ^= 128
    let copy = DecompressedCopy(of: toy.file, dataset: "toys", folder: cache.path)
    copy.write(ByteBlock(damaged), madeFrom: source)
    #expect(copy.open(madeFrom: source) == nil)
    #expect(try store.read(toy.file).array() == toy.plain)
    #expect(try cache.contents(of: "toys/toy") == toy.plain)
  }

  @Test func aSourceAlteredAfterTheCopyWasMadeIsStillFound() throws {
    let path = try data.write(toy.compressed, to: "toy.gz")
    _ = try store.read(toy.file)
    var bytes = toy.compressed
    bytes[1000] ^= 1
    try data.write(bytes, to: "toy.gz")
    // A file written within the clock's granularity could have the time of the file before. Real alterations come
    // later.
    let later = Date(timeIntervalSinceNow: 5)
    try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: path)
    #expect(throws: DataFileError.self) { try store.read(toy.file) }
  }

  @Test func aCacheThatCannotBeWrittenIsNoError() throws {
    try data.write(toy.compressed, to: "toy.gz")
    let blocked = toy.store(DataFolders(searched: [data.path], copies: "\(data.path)/toy.gz/below-a-file"))
    #expect(try blocked.read(toy.file).array() == toy.plain)
    let without = toy.store(DataFolders(searched: [data.path], copies: nil))
    #expect(try without.read(toy.file).array() == toy.plain)
  }

  @Test func nothingTemporaryIsLeftBehind() throws {
    try data.write(toy.compressed, to: "toy.gz")
    _ = try store.read(toy.file)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(cache.path)/toys") == ["toy"])
  }

  @Test func inspectionHashesFilesAndCopies() throws {
    let folders = store.folders
    #expect(toy.description().inspect(in: folders, hashing: false).map(\.place) == [.nowhere])
    let path = try data.write(toy.compressed, to: "toy.gz")
    let copy = "\(cache.path)/toys/toy"
    _ = try store.read(toy.file)
    let good = toy.description().inspect(in: folders, hashing: true)
    #expect(good.map(\.place) == [.path(path), .copy(copy)])
    #expect(good.allSatisfy { $0.problem == nil })

    var altered = toy.plain
    altered[5] ^= 1
    try cache.write(altered, to: "toys/toy")
    #expect(toy.description().inspect(in: folders, hashing: false).allSatisfy { $0.problem == nil })
    let found = toy.description().inspect(in: folders, hashing: true)
    #expect(found.map { $0.problem == nil } == [true, false])
    #expect(found[1].problem?.hasPrefix("\(copy) has changed since it was decompressed. Delete the copy") == true)
  }
}
