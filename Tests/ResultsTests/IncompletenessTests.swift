import Coordination
import Foundation
import Plans
import ResultsTestSupport
import Testing

@testable import Results

/// A directory after a kill, a loss or a copy is either complete, or the error says what is missing.
@Suite struct IncompletenessTests {
  private let directory: TemporaryDirectory
  private let plan = samplePlan(axes: [normalizations("none")], seeds: Array(1...12))

  init() throws { directory = try TemporaryDirectory() }

  /// The files after each trial of a sweep whose process still runs. `checkpoint` puts one of SQLite's checkpoints in
  /// the middle.
  private func moments(checkpointAfter checkpoint: Int? = nil) throws -> [DirectoryCopy] {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin])
    return try plan.trials.indices.map { index in
      try store.append(sampleRun(plan.trials[index], testError: 1))
      if index == checkpoint { try store.checkpoint() }
      return DirectoryCopy(of: directory)
    }
  }

  private func done(_ directory: TemporaryDirectory) throws -> Int {
    let store = try ResultStore(readingFrom: directory.path)
    #expect(try store.audit().problems == [])
    return try store.counts().done
  }

  /// The number of done trials in `copy`; nil if both readers and a coordinator are told that it is not complete.
  private func doneIfWhole(_ copy: DirectoryCopy) throws -> Int? {
    let reading = Result { try done(try copy.restored()) }
    let writing = Result {
      let restored = try copy.restored()
      _ = try ResultStore(writingTo: restored.path).adopt(plan)
      return try done(restored)
    }
    switch (reading, writing) {
    case (.success(let read), .success(let written)):
      #expect(read == written)
      return read
    case (.failure(let read as StoreError), .failure(let written as StoreError)):
      for error in [read, written] { #expect(error.saysWhatIsLost, "\(error)") }
      return nil
    default:
      Issue.record("readers and writers disagree: \(reading), \(writing)")
      return nil
    }
  }

  @Test func P1_aKilledProcessLeavesACompleteDirectory() throws {
    for (index, moment) in try moments(checkpointAfter: 6).enumerated() {
      #expect(try doneIfWhole(moment) == index + 1)
    }
  }

  /// A kill leaves what was written so far. SQLite writes a transaction to the log from front to back, and after a
  /// checkpoint again from the log's beginning.
  @Test func P1_aKillAtAnyFrameOfACommitLosesNothingThatWasAcknowledged() throws {
    let moments = try moments(checkpointAfter: 6)
    for acknowledged in [0, 6, 10] {
      let (before, after) = (moments[acknowledged], moments[acknowledged + 1])
      let old = try #require(before.files[DirectoryCopy.log])
      let new = try #require(after.files[DirectoryCopy.log])
      let unchanged = zip(old, new).prefix { $0 == $1 }.count
      var seen: Set<Int> = []
      for length in Self.frameEdges(upTo: new.count) where length >= unchanged {
        var killed = before
        killed.files[DirectoryCopy.log] = Data(new.prefix(length)) + Data(old.dropFirst(length))
        let done = try #require(try doneIfWhole(killed), "\(acknowledged + 1) trials, \(length) bytes of the log")
        seen.insert(done)
      }
      #expect(seen == [acknowledged + 1, acknowledged + 2], "before the commit's last frame, and after it")
    }
  }

  @Test func P1_aKillAtAnyPageOfACheckpointLosesNothing() throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    try store.append([sampleJoin])
    for trial in plan.trials { try store.append(sampleRun(trial, testError: 1)) }
    let before = DirectoryCopy(of: directory)
    try store.checkpoint()
    let old = try #require(before.files[DirectoryCopy.database])
    let new = try #require(DirectoryCopy(of: directory).files[DirectoryCopy.database])
    #expect(old != new)
    for length in stride(from: 0, through: new.count, by: 4096) {
      var killed = before
      killed.files[DirectoryCopy.database] = Data(new.prefix(length)) + Data(old.dropFirst(length))
      #expect(try doneIfWhole(killed) == plan.trials.count, "\(length) bytes of the database")
    }
  }

  @Test func P2_aLogThatIsCutAnywhereIsNoticed() throws {
    let moment = try #require(try moments().last)
    let log = try #require(moment.files[DirectoryCopy.log])
    for length in Self.offsets(upTo: log.count) {
      var cut = moment
      cut.files[DirectoryCopy.log] = log.prefix(length)
      #expect(try doneIfWhole(cut) == (length == log.count ? plan.trials.count : nil), "a log of \(length) bytes")
    }
  }

  @Test func P2_aFlippedBitInTheLogIsNoticed() throws {
    let moment = try #require(try moments().last)
    let log = try #require(moment.files[DirectoryCopy.log])
    for offset in Self.offsets(upTo: log.count - 1) {
      var flipped = moment
      flipped.files[DirectoryCopy.log]?[log.startIndex + offset] ^= 0x10
      #expect(try [nil, plan.trials.count].contains(doneIfWhole(flipped)), "byte \(offset)")
    }
  }

  @Test(arguments: [[DirectoryCopy.log], [DirectoryCopy.count], [DirectoryCopy.log, DirectoryCopy.count]])
  func aCopyWithoutTheLogOrTheCountSaysSo(missing: [String]) throws {
    for (index, moment) in try moments(checkpointAfter: 6).enumerated() {
      var part = moment
      for name in missing { part.files[name] = nil }
      // Right after a checkpoint a database without a log is complete, if its count is there.
      let isWhole = index == 6 && part.files[DirectoryCopy.count] != nil
      #expect(try doneIfWhole(part) == (isWhole ? 7 : nil))
    }
  }

  @Test func aCopyOfSeveralMomentsIsCompleteOrSaysThatItIsNot() throws {
    let moments = try moments(checkpointAfter: 6)
    for database in moments.indices {
      for log in moments.indices {
        for count in [database, log, moments.count - 1] {
          var mixed = moments[database]
          mixed.files[DirectoryCopy.log] = moments[log].files[DirectoryCopy.log]
          mixed.files[DirectoryCopy.count] = moments[count].files[DirectoryCopy.count]
          let done = try doneIfWhole(mixed)
          // At least as many as the count says, and none of the later moments.
          if let done { #expect(done > count && done <= max(database, log) + 1, "\(database), \(log), \(count)") }
        }
      }
    }
  }

  @Test func aMissingDatabaseIsNoNewStart() throws {
    var moment = try #require(try moments().last)
    for name in [DirectoryCopy.database, DirectoryCopy.log] { moment.files[name] = nil }
    #expect(try doneIfWhole(moment) == nil)
    moment.files[DirectoryCopy.database] = Data()
    #expect(try doneIfWhole(moment) == nil)
  }

  @Test func theMainFileHasThePlanFromTheStartOn() throws {
    let store = try ResultStore(writingTo: directory.path)
    try store.adopt(plan)
    var copy = DirectoryCopy(of: directory)
    copy.files[DirectoryCopy.log] = nil
    let restored = try copy.restored()
    #expect(try ResultStore(inspecting: restored.path).plan().trials == plan.trials)
    withExtendedLifetime((store, restored)) {}
  }

  @Test func thePresentTransactionsAreExportedAndTheSweepGoesOnFromThem() throws {
    let moment = try #require(try moments().last)
    var cut = moment
    cut.files[DirectoryCopy.log] = moment.files[DirectoryCopy.log].map { $0.prefix($0.count / 2) }
    let damaged = try cut.restored()
    let target = try TemporaryDirectory()
    let lacking = try ResultStore(inspecting: damaged.path).export(to: target.file(ResultStore.fileName))
    #expect(lacking.count == 1 && lacking[0].contains("transactions"))
    let kept = try done(target)
    #expect(kept > 0 && kept < plan.trials.count)
    let store = try ResultStore(writingTo: target.path)
    try store.adopt(plan)
    #expect(try store.counts().waiting == plan.trials.count - kept)
  }

  /// The ends of all frames of a log, and places inside them.
  private static func frameEdges(upTo end: Int) -> [Int] {
    stride(from: 32, through: end, by: frameSize).flatMap { [$0, $0 + 24, $0 + 1000] }.filter { $0 <= end }
  }

  /// A frame is a header of 24 bytes and a page.
  private static let frameSize = 24 + 4096

  /// Offsets throughout the log, including edges of its frames.
  private static func offsets(upTo end: Int) -> [Int] {
    let edges = stride(from: 32, to: end, by: frameSize * 9).flatMap { [$0 - 1, $0, $0 + 1] }
    return ([0, 1, 31] + edges + stride(from: 100, to: end, by: 20_011) + [end]).filter { $0 <= end }.sorted()
  }
}

extension StoreError {
  /// Whether the error says that records are lost.
  var saysWhatIsLost: Bool {
    switch self {
    case .damaged, .incomplete: true
    default: false
    }
  }
}
