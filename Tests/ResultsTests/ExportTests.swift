import Foundation
import Plans
import ResultsTestSupport
import Testing

@testable import Results

@Suite struct ExportTests {
  private let directory: TemporaryDirectory
  private let store: ResultStore
  private let plan = samplePlan(axes: [normalizations("none")], seeds: [1, 2, 3])

  init() throws {
    directory = try TemporaryDirectory()
    store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin] + sampleRun(plan.trials[0], testError: 1))
  }

  @Test func aRunningSweepIsExportedAsAWhole() throws {
    let target = try TemporaryDirectory()
    let reader = try ResultStore(readingFrom: directory.path)
    #expect(try reader.export(to: target.file(ResultStore.fileName)) == [])
    try store.append(sampleRun(plan.trials[1], testError: 1))
    #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == [ResultStore.fileName])
    let copy = try ResultStore(readingFrom: target.path)
    #expect(try copy.sweep(failures: 0).results == [plan.trials[0].identifier: sampleResult(testError: 1)])
    #expect(try copy.audit().problems == [])
  }

  @Test func aCopyGoesIntoAFolderThatIsNotThereYet() throws {
    let file = directory.file("backup/today/\(ResultStore.fileName)")
    #expect(try ResultStore(readingFrom: directory.path).export(to: file) == [])
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test func anExistingFileIsNotReplaced() throws {
    let target = directory.file("kept")
    try Data("kept".utf8).write(to: URL(fileURLWithPath: target))
    #expect(throws: StoreError.inaccessible(path: target, detail: "it exists already")) {
      try store.export(to: target)
    }
    #expect(FileManager.default.contents(atPath: target) == Data("kept".utf8))
  }
}
