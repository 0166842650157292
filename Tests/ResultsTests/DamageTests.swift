import Coordination
import Foundation
import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Results

/// Any damage is reported as damage and never changes a number.
@Suite struct DamageTests {
  private let plan = samplePlan(axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1, 2, 3])
  private let copy: DirectoryCopy

  init() throws {
    let directory = try TemporaryDirectory()
    try Self.run(plan, in: directory)
    copy = DirectoryCopy(of: directory)
  }

  /// Runs the plan; the database is closed when this returns.
  private static func run(_ plan: Plan, in directory: TemporaryDirectory) throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin])
    for (index, trial) in plan.trials.enumerated() { try store.append(sampleRun(trial, testError: Double(index))) }
  }

  /// Everything that can be read from a directory, with the trials that are not counted.
  private func read(_ directory: TemporaryDirectory) throws -> [TrialIdentifier: Double] {
    let store = try ResultStore(readingFrom: directory.path)
    let (held, metrics, _) = try store.metrics()
    #expect(held.trials == plan.trials && held.cells == plan.cells && held.axes == plan.axes)
    let sweep = try store.sweep(failures: 5)
    #expect(sweep.damaged == metrics.damaged)
    #expect(sweep.results.mapValues(\.metrics) == metrics.values.mapValues(\.metrics))
    #expect(sweep.counts.done == metrics.values.count)
    #expect(try store.status().snapshot.counts == sweep.counts)
    #expect(try store.records().values.count { $0.state == .done } == metrics.values.count)
    #expect(Set(metrics.damaged.map(\.trial)).isDisjoint(with: metrics.values.keys))
    #expect(metrics.damaged.count + metrics.values.count == plan.trials.count)
    return metrics.values.compactMapValues { $0["testError"] }
  }

  /// Expects that damage changes no number, and that the error names every number that is lost.
  private func expectHonesty(about bytes: Data, _ what: String) throws {
    var damaged = copy
    damaged.files[DirectoryCopy.database] = bytes
    do {
      for (trial, value) in try read(try damaged.restored()) {
        #expect(plan.trials.firstIndex { $0.identifier == trial }.map(Double.init) == value, "\(what)")
      }
    } catch let error as StoreError {
      #expect(error.saysWhatIsLost, "\(what): \(error)")
    }
    // An audit reads as far as it can. A coordinator starts only from a sound directory.
    _ = try? ResultStore(inspecting: try damaged.restored().path).audit()
    let restored = try damaged.restored()
    do {
      let store = try ResultStore(writingTo: restored.path)
      try store.adopt(plan)
      let problems = try store.audit().problems
      #expect(problems == [], "\(what)")
    } catch let error as StoreError {
      #expect(error.saysWhatIsLost, "\(what): \(error)")
    }
  }

  private var bytes: Data { copy.files[DirectoryCopy.database] ?? Data() }

  @Test func anUntouchedDatabaseIsReadInFull() throws {
    #expect(try read(try copy.restored()).count == plan.trials.count)
  }

  @Test func P2_aFileThatIsCutAnywhereIsDamaged() throws {
    let whole = bytes
    let edges = stride(from: 4096, to: whole.count, by: 4096).flatMap { [$0 - 1, $0] }
    for length in [0, 1, 15, 16, 99, 100, 512, 1024] + edges {
      var cut = copy
      cut.files[DirectoryCopy.database] = whole.prefix(length)
      let restored = try cut.restored()
      for open in [ResultStore.init(readingFrom:), ResultStore.init(writingTo:)] {
        let error = #expect(throws: StoreError.self, "\(length) bytes") {
          try open(restored.path).counts()
        }
        #expect(error?.saysWhatIsLost == true, "\(length) bytes: \(String(describing: error))")
      }
    }
  }

  @Test func aZeroedPageChangesNoNumber() throws {
    for page in stride(from: 0, to: bytes.count, by: 4096) {
      var damaged = bytes
      damaged.replaceSubrange(page..<page + 4096, with: Data(count: 4096))
      try expectHonesty(about: damaged, "page at \(page)")
    }
  }

  @Test func garbageInTheHeaderChangesNoNumber() throws {
    for offset in 0..<100 {
      var damaged = bytes
      damaged[damaged.startIndex + offset] ^= 0xFF
      try expectHonesty(about: damaged, "byte \(offset)")
    }
  }

  @Test func P2_aFlippedBitAnywhereChangesNoNumber() throws {
    for offset in stride(from: 101, to: bytes.count, by: 631) {
      var damaged = bytes
      damaged[damaged.startIndex + offset] ^= 1 << UInt8(offset % 8)
      try expectHonesty(about: damaged, "byte \(offset)")
    }
  }
}
