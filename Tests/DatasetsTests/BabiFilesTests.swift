import Foundation
import OperatingSystem
import TestSupport
import Testing

@testable import Datasets

/// Against the published files.
@Suite(.data(.babi))
struct PublishedBabiTests {
  private let folders: DataFolders

  init() throws {
    folders = DataFolders(searched: [try #require(DataSet.babi.folder)], copies: nil)
  }

  @Test(arguments: BabiTask.allCases) func aFoldHasThePublishedSizes(task: BabiTask) throws {
    let dataset = try BabiFiles.load(task, fold: 10, from: folders)
    let questions = [dataset.train, dataset.test].map { $0.reduce(0) { $0 + $1.questions.count } }
    #expect((dataset.train.count, dataset.test.count) == (1000, 1000))
    switch task {
    case .twoArguments:
      #expect(dataset.vocabulary == BabiVocabulary(nodes: 4, edgeKinds: 2, questionKinds: 4, labels: 0))
      #expect(questions == [1000, 1000])
    case .deduction:
      #expect(dataset.vocabulary == BabiVocabulary(nodes: 8, edgeKinds: 2, questionKinds: 1, labels: 0))
      #expect(questions == [4000, 4000])
    case .induction:
      #expect(dataset.vocabulary == BabiVocabulary(nodes: 13, edgeKinds: 2, questionKinds: 1, labels: 0))
      #expect(questions == [1000, 1000])
    case .size:
      #expect(dataset.vocabulary == BabiVocabulary(nodes: 6, edgeKinds: 1, questionKinds: 1, labels: 2))
      #expect(questions == [2541, 2519])
    case .pathFinding:
      #expect(dataset.vocabulary == BabiVocabulary(nodes: 6, edgeKinds: 4, questionKinds: 1, labels: 4))
      #expect(questions == [1000, 1000])
    }
  }

  @Test func everyFoldOfEveryTaskIsThePublishedOne() throws {
    let files = DatasetDescription.babiGGNN.inspect(in: folders, hashing: true)
    #expect(files.count == 50)
    for file in files { #expect(file.problem == nil) }
  }

  @Test func anAlteredFileIsNoticed() throws {
    let copy = try TemporaryFolder()
    let source = "\(try #require(DataSet.babi.folder))/babi-ggnn/processed_2"
    for name in BabiFiles.names(of: .size) {
      try copy.write(try FileDescriptor("\(source)/\(name)").contents(), to: "processed_2/\(name)")
    }
    let folders = DataFolders(searched: [copy.path], copies: nil)
    _ = try BabiFiles.load(.size, fold: 2, from: folders)
    // A well-formed file with one answer changed.
    var graphs = try copy.contents(of: "processed_2/test/18_graphs.txt")
    let answer = try #require(graphs.lastIndex { $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "2") })
    graphs[answer] ^= 3
    try copy.write(graphs, to: "processed_2/test/18_graphs.txt")
    let altered = #expect(throws: DataFileError.self) { try BabiFiles.load(.size, fold: 2, from: folders) }
    #expect(altered?.description.contains("processed_2/*/18_*.txt is altered") == true)
    // A malformed file is named with its line.
    try copy.write(Array(graphs.dropLast(3)), to: "processed_2/test/18_graphs.txt")
    let malformed = #expect(throws: BabiFileError.self) { try BabiFiles.load(.size, fold: 2, from: folders) }
    #expect(malformed?.path.hasSuffix("processed_2/test/18_graphs.txt") == true)
  }
}

@Suite struct BabiFilesTests {
  @Test func missingFilesAreNamedWithTheSearchedFoldersAndTheRemedy() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: DataFileError.self) {
      try BabiFiles.load(.pathFinding, fold: 4, from: DataFolders(searched: [folder.path], copies: nil))
    }
    let text = try #require(error?.description)
    for part in ["processed_4/*/19_*.txt", folder.path, "REGNORM_DATA", "regnorm data fetch babi-ggnn"] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func aMissingMemberIsAMissingFile() throws {
    let folder = try TemporaryFolder()
    for name in BabiFiles.names(of: .size).dropLast() { try folder.write([], to: "processed_2/\(name)") }
    let error = #expect(throws: DataFileError.self) {
      try BabiFiles.load(.size, fold: 2, from: DataFolders(searched: [folder.path], copies: nil))
    }
    #expect(error?.description.contains("regnorm data fetch babi-ggnn") == true)
  }

  @Test func everyFoldOfEveryTaskHasADigestOfItsOwn() {
    let digests = BabiTask.allCases.flatMap { task in BabiFiles.folds.map { BabiFiles.sha256(of: task, fold: $0) } }
    #expect(Set(digests).count == 50)
  }
}
