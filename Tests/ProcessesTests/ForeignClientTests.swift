import Coordination
import Foundation
import Testing
import ToyTask

/// A foreign client at the port.
@Suite struct ForeignClientTests {
  @Test func underRandomAndExtremeMessagesACoordinatorStaysSmallAndHonestWorkersFinish() async throws {
    let setting = try ToySetting([.hold], seeds: 6, timeout: 10_000, port: .tcp)
    let coordinator = try setting.coordinator(localWorkers: 2)
    try await setting.waitUntilHeld(2)
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "foreign-client")
    client.arguments = ["python3", script.path, setting.endpoint, "--messages", "200000"]
    client.standardOutput = FileHandle.nullDevice
    try client.run()
    defer { client.terminate() }
    try await eventually("the client has sent everything", within: 600) { !client.isRunning }
    #expect(client.terminationStatus == 0)
    #expect(coordinator.residentMegabytes < 300)
    let lines = coordinator.text.split(separator: "\n")
    #expect(lines.count < 3_000)
    #expect(
      coordinator.text.utf8.allSatisfy { $0 == UInt8(ascii: "\n") || $0 >= 0x20 }, "no control characters in the log")
    #expect(lines.allSatisfy { $0.hasPrefix("20") || $0.hasPrefix("toy: ") }, "no forged line in the log")
    try setting.release()
    #expect(try await coordinator.status(within: 60) == 0)
    try setting.expectEveryTrialDone()
  }
}
