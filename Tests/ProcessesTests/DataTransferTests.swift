import Coordination
import Digests
import Foundation
import Messaging
import Plans
import Results
import Testing
import ToyTask
import Trials

/// The transfer of data to hosts without any, between real processes.
@Suite struct DataTransferTests {
  /// Trials that read the file of `ToyData`, and as many that hold the sweep open until they are released.
  private func setting(seeds: Int = 1, bytes: Data? = Data(ToyData.bytes())) throws -> ToySetting {
    let setting = try ToySetting([.read, .hold], seeds: seeds, timeout: 20_000)
    try bytes?.write(to: setting.directory.appending(path: "toy.data"))
    return setting
  }

  private func received(_ setting: ToySetting, suffix: String = "") -> URL {
    setting.directory.appending(path: "received/\(ToyData.reference.sha256)\(suffix)")
  }

  private func size(_ file: URL) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
  }

  /// The bytes of files that a coordinator has read. Measured once it listens, because it first reads its own
  /// executable.
  private func bytesRead(by process: ToyProcess, of setting: ToySetting) async throws -> Int {
    try await eventually("the coordinator listens") {
      FileManager.default.fileExists(atPath: "\(setting.results)/endpoint")
    }
    let text = try String(contentsOfFile: "/proc/\(process.identifier)/io", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("rchar: ") })
    return try #require(Int(line.dropFirst("rchar: ".count)))
  }

  @Test func twoWorkersOfOneHostGetTheDataOnceAndTheirTrialsRun() async throws {
    let setting = try setting(seeds: 4)
    let coordinator = try setting.coordinator()
    let before = try await bytesRead(by: coordinator, of: setting)
    let workers = [try setting.worker(slots: 2), try setting.worker(slots: 2)]
    try await setting.waitUntil("every trial that reads is done") { $0.done == 4 }
    let sent = try await bytesRead(by: coordinator, of: setting) - before
    #expect(sent >= ToyData.byteCount && sent < ToyData.byteCount * 3 / 2, "it was read once, not \(sent) bytes")
    #expect(size(received(setting)) == ToyData.byteCount)
    #expect(size(received(setting, suffix: ".part")) == 0)
    try setting.release()
    try await setting.expectSuccess(of: coordinator, workers[0], workers[1])
    try setting.expectEveryTrialDone()
  }

  @Test func aTransferThatIsCutInTheMiddleGoesOnThereAndADamagedChunkIsAskedForAgain() async throws {
    let setting = try setting()
    let bytes = ToyData.bytes()
    let there = 20 * FileChunk.limit
    do {
      let impostor = try PlayedCoordinator(at: setting.address.endpoint)
      let worker = try setting.worker()
      try impostor.lease(setting.plan.trials[0].specification)
      var damagedAt: [Int] = []
      while size(received(setting, suffix: ".part")) < there {
        guard let offset = try impostor.requestedOffset(of: ToyData.reference.sha256), offset < there else { continue }
        let part = Array(bytes[offset..<offset + FileChunk.limit])
        let isDamaged = offset == 5 * FileChunk.limit && damagedAt.isEmpty
        if isDamaged { damagedAt.append(offset) }
        try impostor.send(
          .chunk(
            FileChunk(
              file: ToyData.reference.sha256, offset: offset, fileByteCount: bytes.count,
              bytes: isDamaged ? part.reversed() : part, digest: SHA256.hash(part))))
      }
      #expect(damagedAt.count == 1)
      try await worker.killNow()
    }
    #expect(try Array(Data(contentsOf: received(setting, suffix: ".part"))) == Array(bytes[..<there]))

    let coordinator = try setting.coordinator()
    let before = try await bytesRead(by: coordinator, of: setting)
    let worker = try setting.worker(slots: 2)
    try await setting.waitUntil("the trial that reads is done") { $0.done == 1 }
    let sent = try await bytesRead(by: coordinator, of: setting) - before
    #expect(sent >= bytes.count - there && sent < bytes.count, "what was there was not sent again: \(sent) bytes")
    try setting.release()
    try await setting.expectSuccess(of: coordinator, worker)
    try setting.expectEveryTrialDone()
  }

  @Test func dataThatAreAlteredAtTheCoordinatorAreRefusedAndTheHostSaysWhatItLacks() async throws {
    var bytes = Data(ToyData.bytes())
    bytes[ToyData.byteCount / 2] ^= 1
    let setting = try setting(bytes: bytes)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    #expect(try await worker.status() == 6)
    #expect(worker.text.contains("came damaged"))
    #expect(!FileManager.default.fileExists(atPath: received(setting).path))
    #expect(try setting.attempts().joined().allSatisfy { $0.cause == .drained })
    coordinator.send(SIGKILL)
  }

  @Test func dataThatTheCoordinatorDoesNotHaveAreNamedAndTheTrialsAreLeftToOthers() async throws {
    let setting = try setting(bytes: nil)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker()
    #expect(try await worker.status() == 6)
    #expect(worker.text.contains("the coordinator does not have the data file \(ToyData.reference.sha256)"))
    coordinator.send(SIGKILL)
  }
}
