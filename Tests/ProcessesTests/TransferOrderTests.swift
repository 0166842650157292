import Coordination
import CoordinatorHost
import Digests
import Foundation
import Glibc
import Messaging
import Testing
import ToyTask
import Trials

/// Nothing waits behind a transfer. The tests look at the order of answers, not at a clock.
@Suite struct TransferOrderTests {
  /// A client that introduced itself as a worker without slots.
  private final class Client {
    private let dealer: DealerSocket
    private var poller = Poller()

    init(_ endpoint: String) async throws {
      let dealer = try DealerSocket(in: try MessageContext())
      self.dealer = dealer
      try dealer.socket.connect(endpoint)
      _ = poller.add(dealer.socket)
      let provenance = Provenance(
        host: "h", processor: "", system: "", version: "toy", build: SHA256.hash([]), kernels: "")
      let hello = WorkerMessage.hello(
        WorkerIntroduction(identifier: WorkerIdentifier("client")!, slots: 0, provenance: provenance, holding: []))
      try await eventually("the client is connected") {
        guard case .queued = try dealer.send(hello.frame) else { return false }
        return true
      }
      guard case .coordinator(.welcome) = try next() else { throw Unexpected() }
    }

    struct Unexpected: Error {}

    func send(_ frame: [UInt8]) throws { guard case .queued = try dealer.send(frame) else { throw Unexpected() } }

    func next() throws -> WorkerInput {
      while true {
        if let frame = try dealer.receive() { return try WorkerInput(frame: frame) }
        guard try poller.wait(.seconds(60)) == [true] else { throw Unexpected() }
      }
    }
  }

  @Test func whileAFileOfTwoHundredMegabytesIsSentHeartbeatsAreAnsweredBehindAtMostAWindowOfChunks() async throws {
    let setting = try ToySetting([.read], seeds: 1, timeout: 60_000)
    let path = setting.directory.appending(path: "toy.data").path
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let byteCount = 200_000_000
    #expect(truncate(path, byteCount) == 0)
    let coordinator = try setting.coordinator()
    let client = try await Client(setting.address.endpoint)
    let file = ToyData.reference.sha256
    let window = 4
    for number in 0..<window { try client.send(TransferMessage.request(file, offset: number * FileChunk.limit).frame) }
    var (arrived, asked, answered, behind) = (0, window * FileChunk.limit, 0, 0)
    var isAnswerOut = true
    while arrived < byteCount {
      switch try client.next() {
      case .transfer(.chunk(let chunk)):
        #expect(chunk.offset == arrived && chunk.isIntact)
        arrived += chunk.bytes.count
        behind += 1
        #expect(isAnswerOut || behind <= window)
        if asked < byteCount { try client.send(TransferMessage.request(file, offset: asked).frame) }
        asked += FileChunk.limit
        guard isAnswerOut else { continue }
        isAnswerOut = false
        behind = 0
        try client.send(WorkerMessage.heartbeat([]).frame)
      case .coordinator(.heartbeat):
        isAnswerOut = true
        answered += 1
      default: throw Client.Unexpected()
      }
    }
    #expect(answered > byteCount / FileChunk.limit / (window + 1))
    coordinator.send(SIGKILL)
  }

  @Test func whileTheDiskAnswersNothingTrialsAreLeasedAndResultsAndHeartbeatsAreAnswered() async throws {
    let setting = try ToySetting([.read, .finish], seeds: 8, timeout: 60_000)
    // Opening the file waits for a writer, who never comes.
    #expect(mkfifo(setting.directory.appending(path: "toy.data").path, 0o600) == 0)
    try FileManager.default.createDirectory(
      at: setting.directory.appending(path: "received"), withIntermediateDirectories: false)
    try Data(ToyData.bytes()).write(to: setting.directory.appending(path: "received/\(ToyData.reference.sha256)"))
    let coordinator = try setting.coordinator()
    let client = try await Client(setting.address.endpoint)
    try client.send(TransferMessage.request(ToyData.reference.sha256, offset: 0).frame)
    try client.send(WorkerMessage.heartbeat([]).frame)
    #expect(try client.next() == .coordinator(.heartbeat))
    #expect(try StatusQuery(to: setting.address, access: nil).ask().counts.planned == 16)
    let worker = try setting.worker(slots: 2)
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDone()
  }

  @Test func filesThatThePlanDoesNotNameAreServedToNobodyAndStrangersAreAskedWhoTheyAre() async throws {
    let setting = try ToySetting(seeds: 1, timeout: 60_000)
    let coordinator = try setting.coordinator()
    let client = try await Client(setting.address.endpoint)
    let file = SHA256.hash([1])
    try client.send(TransferMessage.request(file, offset: 0).frame)
    #expect(try client.next() == .transfer(.absent(file)))
    try client.send(WorkerMessage.goodbye.frame)
    try client.send(TransferMessage.request(ToyData.reference.sha256, offset: 0).frame)
    #expect(try client.next() == .coordinator(.reregister))
    coordinator.send(SIGKILL)
  }
}
