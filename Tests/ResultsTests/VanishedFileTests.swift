import Coordination
import Foundation
import Plans
import ResultsTestSupport
import Testing

@testable import Results

/// Files that are deleted, moved or replaced while a process writes to them.
@Suite struct VanishedFileTests {
  private let directory: TemporaryDirectory
  private let store: ResultStore
  private let plan = samplePlan(axes: [normalizations("none")], seeds: [1, 2, 3])

  init() throws {
    directory = try TemporaryDirectory()
    store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin] + sampleRun(plan.trials[0], testError: 1))
  }

  private func expectRescue(fromLossOf file: String) throws {
    let error = try #require(throws: StoreError.self) { try store.append(sampleRun(plan.trials[1], testError: 1)) }
    guard case .vanished(let path, let rescued?) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(path == file)
    let copy = try TemporaryDirectory()
    try FileManager.default.copyItem(atPath: rescued, toPath: copy.file(ResultStore.fileName))
    let whole = try ResultStore(readingFrom: copy.path)
    #expect(try whole.counts().done == 1)
    #expect(try whole.audit().problems == [])
  }

  @Test(arguments: ["", "-wal", "-shm"])
  func nothingIsAcknowledgedOnceAFileIsDeletedAndEverythingIsRescued(suffix: String) throws {
    let file = directory.file(ResultStore.fileName + suffix)
    try FileManager.default.removeItem(atPath: file)
    try expectRescue(fromLossOf: file)
  }

  @Test func aDatabaseThatIsReplacedByACopyIsNoticed() throws {
    let file = directory.file(ResultStore.fileName)
    try FileManager.default.copyItem(atPath: file, toPath: file + "-copy")
    #expect(rename(file + "-copy", file) == 0)
    try expectRescue(fromLossOf: file)
  }

  @Test func aDirectoryThatIsMovedIsNoticed() throws {
    let moved = directory.path + "-moved"
    try FileManager.default.moveItem(atPath: directory.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    #expect(throws: StoreError.vanished(path: directory.file(ResultStore.fileName), rescued: nil)) {
      try store.append(sampleRun(plan.trials[1], testError: 1))
    }
    #expect(try ResultStore(readingFrom: moved).counts().done == 1)
  }
}
