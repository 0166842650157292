import Coordination
import CoordinatorHost
import Foundation
import ProcessTestSupport
import Testing
import ToyTask

/// A foreign client at the port, with and without valid keys: `Tests/foreign-client`, which is written from the
/// documentation of the wire. `REGNORM_SLOW_TESTS=1` sends ten times as much.
@Suite(.enabled(if: hasZeroMQForPython, "python3-zmq is not installed"), .serialized)
struct ForeignClientTests {
  private let amount = ProcessInfo.processInfo.environment["REGNORM_SLOW_TESTS"] == nil ? 1 : 10

  /// Runs the client, which must succeed.
  private func play(_ arguments: [String]) async throws {
    let client = Process()
    client.executableURL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "foreign-client")
    client.arguments = arguments
    let errors = Pipe()
    client.standardOutput = FileHandle.nullDevice
    client.standardError = errors
    try ProcessGuard.shared.run(client)
    defer { client.terminate() }
    try await eventually("the client has done all of \(arguments)", within: 900) { !client.isRunning }
    let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(client.terminationStatus == 0, "\(text)")
  }

  @Test func aForeignWorkerThatKnowsOnlyTheDocumentationTrainsASweep() async throws {
    let setting = try ToySetting(seeds: 4, port: .tcp)
    let coordinator = try setting.coordinator()
    try await play(
      ["honest", "\(setting.address)", "--access", try setting.enroll("foreign"), "--trials", "4"])
    try await setting.expectSuccess(of: coordinator)
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func P10_everyWrongMessageIsAnsweredAsDocumented() async throws {
    let setting = try ToySetting([.hold], seeds: 1, timeout: 10_000, port: .tcp)
    let coordinator = try setting.coordinator(localWorkers: 1)
    try await setting.waitUntilHeld(1)
    try await play(["wrong", "\(setting.address)", "--access", try setting.enroll("foreign")])
    try setting.release()
    try await setting.expectSuccess(of: coordinator)
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func P9_noStrangerGetsInAndFewDescriptorsAreEnoughForTheWorkersThatAreThere() async throws {
    let setting = try ToySetting([.hold], seeds: 2, timeout: 10_000, port: .tcp)
    let coordinator = try setting.coordinator(descriptors: 128)
    let worker = try setting.worker()
    try await eventually("a worker joins; it says \(worker.text), and the coordinator \(coordinator.text)") {
      coordinator.text.contains("joined from")
    }
    try await setting.waitUntilHeld(1)
    try await play(["strangers", "\(setting.address)", "--connections", "\(200 * amount)"])
    #expect(coordinator.residentMegabytes < 300)
    for what in ["the key is not registered", "speaks without keys", "expects another coordinator's key"] {
      #expect(coordinator.text.contains(what))
    }
    try setting.release()
    try await setting.expectSuccess(of: worker, coordinator)
    try setting.expectEveryTrialDoneOnce()
  }

  @Test func P10_underRandomAndExtremeMessagesACoordinatorStaysSmallAndHonestWorkersFinish() async throws {
    let setting = try ToySetting([.hold], seeds: 6, timeout: 10_000, port: .tcp)
    let coordinator = try setting.coordinator(localWorkers: 2)
    try await setting.waitUntilHeld(2)
    try await play(
      [
        "messages", "\(setting.address)", "--access", try setting.enroll("stranger"), "--messages",
        "\(100_000 * amount)",
      ])
    #expect(coordinator.residentMegabytes < 300)
    let lines = coordinator.text.split(separator: "\n")
    #expect(lines.count < 3_000 * amount)
    #expect(
      coordinator.text.utf8.allSatisfy { $0 == UInt8(ascii: "\n") || $0 >= 0x20 }, "no control characters in the log")
    #expect(lines.allSatisfy { $0.hasPrefix("20") || $0.hasPrefix("toy: ") }, "no forged line in the log")
    try setting.release()
    #expect(try await coordinator.status(within: 60) == 0)
    try setting.expectEveryTrialDone()
  }
}

/// Whether the system's Python, which runs the client, has pyzmq.
let hasZeroMQForPython: Bool = {
  let python = Process()
  python.executableURL = URL(filePath: "/usr/bin/python3")
  python.arguments = ["-c", "import zmq"]
  python.standardError = FileHandle.nullDevice
  guard (try? python.run()) != nil else { return false }
  python.waitUntilExit()
  return python.terminationStatus == 0
}()
