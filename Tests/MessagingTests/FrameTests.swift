import Coordination
import Digests
import TestSupport
import Testing
import Trials

@testable import Messaging

@Suite struct FrameTests {
  private static let specification = TrialSpecification(
    task: "toy", taskVersion: 2,
    settings: ["a": .integer(-3), "b": .number(0.1), "c": .boolean(true), "d": .text("größer")], seed: 7,
    data: [DataReference(name: "x.gz", sha256: SHA256.hash([1]))])
  private static let journal = JournalIdentifier.random()
  private static let attempt = Attempt(journal: journal, trial: specification.identifier, number: 3)
  private static let finished = FinishedAttempt(
    attempt: attempt, result: [1, 2, 3], digest: SHA256.hash([1, 2, 3]), seconds: 0.5)
  private static let worker = WorkerIdentifier("w")!
  private static let held = [
    HeldAttempt(attempt, .queued), HeldAttempt(attempt, .running(nil)),
    HeldAttempt(attempt, .running(TrialProgress(step: 4, totalSteps: 9, lastValue: .nan))),
    HeldAttempt(attempt, .running(TrialProgress(step: 4, totalSteps: 9))), HeldAttempt(attempt, .ended),
  ]
  private static let provenance = Provenance(
    host: "h", processor: "p", system: "s", version: "v", build: SHA256.hash([2]), kernels: "k")

  private static let workerMessages: [WorkerMessage] = [
    .hello(
      WorkerIntroduction(
        identifier: worker, slots: 4, provenance: provenance, holding: [held[0], held[3], held[4]])),
    .hello(WorkerIntroduction(identifier: worker, slots: 0, provenance: provenance, stay: .seconds(90), holding: [])),
    .heartbeat([]), .heartbeat([held[1], held[3]]), .result(finished), .inherited(finished, from: worker),
    .ended(attempt, cause: .crashed, message: "killed by SIGSEGV"), .declined(attempt, concluded: 7), .goodbye,
  ]
  private static let coordinatorMessages: [CoordinatorMessage] = [
    .welcome(journal, LinkTiming(leaseTimeout: .seconds(2))), .refused(reason: "because"), .reregister,
    .lease(attempt, specification), .cancel(attempt), .acknowledged(attempt), .unknown(attempt), .heartbeat,
    .stop(.interrupted),
  ]
  private static let orders: [SlotOrder] = [
    .run(attempt, specification, checkpoint: nil, rhythm), .run(attempt, specification, checkpoint: "/a/b", rhythm),
    .writeCheckpoint,
  ]
  private static let rhythm = CheckpointRhythm(folder: "/a", interval: .seconds(30))
  private static let transfers: [TransferMessage] = [
    .request(SHA256.hash([1]), offset: 7),
    .chunk(FileChunk(file: SHA256.hash([1]), offset: 7, fileByteCount: 9, bytes: [1, 2])), .absent(SHA256.hash([1])),
    .offer(
      CheckpointOffer(attempt: attempt, step: 5, file: SHA256.hash([1]), byteCount: 9, build: SHA256.hash([2]))),
    .settled(attempt, SHA256.hash([1])),
  ]
  private static let reports: [SlotReport] = [
    .ready, .checkpointed(attempt, step: 5, SHA256.hash([1]), byteCount: 6),
    .happened(attempt, .progressed(TrialProgress(step: 1, totalSteps: 2, lastValue: 3))),
    .happened(attempt, .resumed(step: 4)),
    .happened(attempt, .finished(result: [1], digest: SHA256.hash([1]), seconds: 2)),
    .happened(attempt, .failed(message: "no data")), .happened(attempt, .unfit(message: "no data here")),
  ]
  private static let controls: [ControlMessage] = [
    .status, .enrol(EnrolmentToken.generate(), WorkerName(host: "node7")), .enrolled, .refused(reason: "because"),
    .snapshot(FleetSnapshot(sweep: "s", counts: TrialCounts(planned: 3, waiting: 1, leased: 1, done: 1, failed: 0))),
  ]

  private static func frames() throws -> [[UInt8]] {
    workerMessages.map(\.frame) + coordinatorMessages.map(\.frame) + orders.map(\.frame) + reports.map(\.frame)
      + transfers.map(\.frame) + (try controls.map { try $0.frame(number: 5) })
  }

  @Test func everyMessageIsReadAsItWasWritten() throws {
    for message in Self.workerMessages { #expect(try WorkerMessage(frame: message.frame) == message) }
    for message in Self.coordinatorMessages { #expect(try CoordinatorMessage(frame: message.frame) == message) }
    for order in Self.orders { #expect(try SlotOrder(frame: order.frame) == order) }
    for report in Self.reports { #expect(try SlotReport(frame: report.frame) == report) }
    for transfer in Self.transfers {
      #expect(try TransferMessage(frame: transfer.frame) == transfer)
      #expect(try CoordinatorInput(frame: transfer.frame) == .transfer(transfer))
      #expect(try WorkerInput(frame: transfer.frame) == .transfer(transfer))
    }
    for control in Self.controls {
      let (number, message) = try ControlMessage.read(try control.frame(number: 5))
      #expect(number == 5 && message == control)
    }
  }

  @Test func notANumberSurvivesTheWire() throws {
    let frame = WorkerMessage.heartbeat([Self.held[2]]).frame
    guard case .heartbeat(let held) = try WorkerMessage(frame: frame),
      case .running(let progress?) = held.first?.stage
    else { return #expect(Bool(false), "another message came out") }
    #expect(progress.lastValue?.isNaN == true)
  }

  @Test(arguments: [Int.min, -1, Int.max]) func aStatusWithNumbersThatNoCoordinatorHasIsRefused(number: Int) throws {
    var counts = TrialCounts(planned: 3, waiting: 1, leased: 1, done: 1, failed: 0)
    counts.done = number
    let worker = WorkerSnapshot(identifier: Self.worker, host: "h", slots: number, running: [])
    for snapshot in [
      FleetSnapshot(sweep: "s", counts: counts),
      FleetSnapshot(
        sweep: "s", counts: TrialCounts(planned: 0, waiting: 0, leased: 0, done: 0, failed: 0), workers: [worker]),
    ] {
      let frame = try ControlMessage.snapshot(snapshot).frame(number: 1)
      #expect(throws: FrameError.invalid(field: "snapshot")) { _ = try ControlMessage.read(frame) }
    }
  }

  @Test func everyProperPrefixOfEveryFrameIsRefused() throws {
    for frame in try Self.frames() {
      for count in 0..<frame.count { expectRefusal(of: Array(frame[..<count])) }
    }
  }

  @Test func aFrameWithBytesBehindItsLastFieldIsRefused() throws {
    for frame in try Self.frames() { expectRefusal(of: frame + [0]) }
  }

  @Test func anotherVersionOfTheProtocolIsNamedNotGuessedAt() {
    var frame = WorkerMessage.goodbye.frame
    frame[2] = 200
    #expect(throws: FrameError.version(theirs: 200, ours: Int(FrameFormat.version))) {
      try WorkerMessage(frame: frame)
    }
  }

  @Test(arguments: ["a\0b", "e\u{301}", "\u{e9}", "a b", "a/b", "..", "", "a\nb", String(repeating: "x", count: 201)])
  func aNameThatIsNotPrintableASCIIOrNoNameOfAFileIsRefusedEqualNamesAreEqualBytes(name: String) throws {
    var writer = FrameWriter(type: 1)
    writer.write(name)
    writer.write(1)
    for _ in 0..<6 { writer.write("") }
    writer.write([HeldAttempt]()) { _, _ in }
    #expect(throws: FrameError.self) { try WorkerMessage(frame: writer.bytes) }
    #expect(WorkerMessage.isHello(writer.bytes))
  }

  @Test(arguments: [1e308, 1e10, -1, .infinity, .nan])
  func secondsThatNoSlotCanHaveTakenAreRefused(_ seconds: Double) throws {
    let finished = FinishedAttempt(
      attempt: Self.attempt, result: [1], digest: SHA256.hash([1]), seconds: seconds)
    for message in [WorkerMessage.result(finished), .inherited(finished, from: Self.worker)] {
      #expect(throws: FrameError.outOfBounds(field: "seconds")) { try WorkerMessage(frame: message.frame) }
    }
  }

  @Test func aRhythmThatWouldKeepAWorkerBusyOrSilentForEverIsRefused() throws {
    for milliseconds in [0, -1, 86_400_001, Int.max] {
      var writer = FrameWriter(type: 33)
      writer.write(Self.journal)
      for _ in 0..<3 { writer.write(milliseconds) }
      #expect(throws: FrameError.outOfBounds(field: "heartbeat interval")) {
        try CoordinatorMessage(frame: writer.bytes)
      }
    }
  }

  @Test func aLengthBeyondTheFrameOrItsBoundIsRefusedBeforeAnythingIsAllocated() {
    var writer = FrameWriter(type: 34)
    writer.write(Array("reason".utf8))
    var frame = writer.bytes
    frame.replaceSubrange(4..<8, with: [255, 255, 255, 255])
    #expect(throws: FrameError.outOfBounds(field: "reason")) { try CoordinatorMessage(frame: frame) }
  }

  @Test func aChunkOrAFileBeyondItsBoundIsRefused() {
    let file = SHA256.hash([1])
    let long = FileChunk(
      file: file, offset: 0, fileByteCount: 1 << 20, bytes: Array(repeating: 0, count: FileChunk.limit + 1))
    #expect(throws: FrameError.outOfBounds(field: "bytes")) {
      try TransferMessage(frame: TransferMessage.chunk(long).frame)
    }
    for offset in [-1, FileChunk.fileLimit + 1, Int.min, Int.max] {
      let request = TransferMessage.request(file, offset: offset).frame
      #expect(throws: FrameError.outOfBounds(field: "offset")) { try TransferMessage(frame: request) }
    }
  }

  @Test func aMessageThatIsTooLongIsCutAtTheEndOfACharacter() throws {
    let long = String(repeating: "ü", count: 40_000)
    let frame = SlotReport.happened(Self.attempt, .failed(message: long + "x")).frame
    #expect(try SlotReport(frame: frame) == .happened(Self.attempt, .failed(message: String(long.prefix(32_768)))))
  }

  @Test(arguments: 0..<UInt64(8)) func randomAndMutatedFramesAreReadOrRefusedAndNeverTrap(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let frames = try Self.frames()
    for _ in 0..<4_000 {
      var frame = frames[Int.random(in: 0..<frames.count, using: &generator)]
      switch Int.random(in: 0..<4, using: &generator) {
      case 0:
        frame = (0..<Int.random(in: 0...64, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
      case 1: frame = Array(frame.prefix(4)) + frame.dropFirst(4).shuffled(using: &generator)
      case 2: frame.replaceSubrange(frame.count / 2..<frame.count, with: frames[0].suffix(40))
      default:
        for _ in 0...Int.random(in: 0...4, using: &generator) {
          frame[Int.random(in: 3..<frame.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
      }
      // What is accepted must survive being written and read again.
      if let message = try? WorkerMessage(frame: frame) {
        #expect((try? WorkerMessage(frame: message.frame)) != nil)
      }
      if let message = try? CoordinatorMessage(frame: frame) {
        #expect((try? CoordinatorMessage(frame: message.frame)) != nil)
      }
      _ = try? SlotOrder(frame: frame)
      _ = try? SlotReport(frame: frame)
      _ = try? ControlMessage.read(frame)
      if let message = try? TransferMessage(frame: frame) {
        #expect((try? TransferMessage(frame: message.frame)) != nil)
      }
    }
  }

  private func expectRefusal(of frame: [UInt8]) {
    #expect(throws: FrameError.self) { try WorkerMessage(frame: frame) }
    #expect(throws: FrameError.self) { try CoordinatorMessage(frame: frame) }
    #expect(throws: FrameError.self) { try SlotOrder(frame: frame) }
    #expect(throws: FrameError.self) { try SlotReport(frame: frame) }
    #expect(throws: FrameError.self) { _ = try ControlMessage.read(frame) }
    #expect(throws: FrameError.self) { try TransferMessage(frame: frame) }
  }
}
