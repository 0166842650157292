import ContentAddressing
import Digests
import Foundation
import TestSupport
import Testing

@testable import Datasets

/// What one host gives to another so that the other has a data set.
@Suite struct DataTransferTests {
  private let folder: TemporaryFolder
  private let source: DataFolders
  private let target: DataFolders

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path
    source = DataFolders(searched: ["\(path)/source"], copies: nil)
    target = DataFolders(
      searched: ["\(path)/nothing"], copies: nil, received: ContentStore("\(path)/received"))
  }

  /// Gives the target what it lacks of the data with this digest; answers how many files that were.
  private func bring(_ digest: Digest, of dataset: DatasetDescription, from source: DataFolders) throws -> Int {
    let served = DataTransfer(source, of: [dataset]).served([digest])
    let store = try #require(target.received)
    var count = 0
    while let missing = DataTransfer(target, of: [dataset]).missing(digest).first {
      let (bytes, byteCount) = try #require(served[missing]).read(from: 0, limit: 1 << 26)
      #expect(bytes.count == byteCount)
      #expect(try store.keep(bytes) == missing)
      count += 1
    }
    return count
  }

  @Test func dataOfTheProgramNeedNoFile() {
    #expect(DataTransfer(target).missing(Optdigits.file.sha256) == [])
    #expect(DataTransfer(source).served([Optdigits.file.sha256]).isEmpty)
  }

  @Test func whatAHostDoesNotHaveItDoesNotServeAndADigestThatNobodyKnowsIsNothing() {
    let digest = DatasetDescription.mnist.files[0].sha256
    #expect(DataTransfer(target).served([digest]).isEmpty)
    #expect(DataTransfer(target).missing(digest) == [digest])
    #expect(DataTransfer(target).missing(SHA256.hash([1])) == [])
  }

  @Test func aPublishedFileThatWasSentIsReadByItsDigestAndAnAlteredOneIsSentAgain() throws {
    let toy = ToyDataset()
    let digest = toy.file.compressed.sha256
    try folder.write(toy.compressed, to: "source/toy.gz")
    #expect(try bring(digest, of: toy.description(), from: source) == 1)
    #expect(try toy.store(target).read(toy.file).array() == toy.plain)
    let path = try #require(target.received).path(of: digest)
    var altered = toy.compressed
    altered[100] ^= 1
    try Data(altered).write(to: URL(filePath: path))
    #expect(throws: DataFileError.self) { try toy.store(target).read(toy.file) }
    #expect(try bring(digest, of: toy.description(), from: source) == 1)
    #expect(try toy.store(target).read(toy.file).array() == toy.plain)
  }

  @Test func aGroupThatWasSentIsItsListAndItsMembersEachByItsDigest() throws {
    let toy = ToyGroupDataset()
    let digest = toy.group.whole.sha256
    for (member, bytes) in toy.contents { try folder.write(bytes, to: "source/toys/fold_1/\(member)") }
    #expect(try bring(digest, of: toy.description(), from: source) == 3)
    let store = FileGroupStore(dataset: "toys", folders: target)
    let contents = try #require(store.receivedContents(of: toy.group))
    #expect(contents.map(\.path) == toy.group.members)
    #expect(contents.map(\.bytes) == toy.group.members.map { toy.contents[$0] })
    try store.verify(contents, of: toy.group, in: "")
    target.received?.remove(SHA256.hash([]))
    #expect(store.receivedContents(of: toy.group) == nil)
    #expect(try bring(digest, of: toy.description(), from: source) == 1, "only the member that is missing")
  }

  @Test func whatWasAlteredAtItsSourceIsNotServed() throws {
    let toy = ToyGroupDataset()
    for (member, bytes) in toy.contents { try folder.write(bytes + [1], to: "source/fold_1/\(member)") }
    #expect(DataTransfer(source, of: [toy.description()]).served([toy.group.whole.sha256]).isEmpty)
    try folder.write(ToyDataset().compressed + [1], to: "source/toy.gz")
    let digest = ToyDataset().file.compressed.sha256
    #expect(DataTransfer(source, of: [ToyDataset().description()]).served([digest]).isEmpty)
  }

  @Test(.data(.mnist)) func mnistThatWasSentIsMNIST() throws {
    let source = DataFolders(searched: [try #require(DataSet.mnist.folder)], copies: nil)
    for file in DatasetDescription.mnist.files {
      #expect(try bring(file.sha256, of: .mnist, from: source) == 1)
    }
    #expect(try ImageDataset.mnist(in: target).train.count == 60_000)
  }

  @Test(.data(.babi)) func storiesThatWereSentAreTheStories() throws {
    let source = DataFolders(searched: [try #require(DataSet.babi.folder)], copies: nil)
    #expect(
      try bring(BabiFiles.sha256(of: .deduction, fold: 1), of: .babiGGNN, from: source) > 1)
    #expect(try BabiFiles.load(.deduction, fold: 1, from: target).train.count == 1_000)
  }
}
