import Foundation
import ProcessTestSupport
import Testing

@Suite struct ProcessGuardTests {
  @Test func childrenOfAKilledTestProcessEndWithIt() async throws {
    let parent = Process()
    parent.executableURL = try #require(Bundle.main.executableURL).deletingLastPathComponent()
      .appending(path: "GuardedParent")
    let output = Pipe()
    parent.standardOutput = output
    try ProcessGuard.shared.run(parent)
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let child = try #require(Int32(line.trimmingCharacters(in: .newlines)))
    #expect(isRunning(child))
    kill(parent.processIdentifier, SIGKILL)
    try await eventually("the child of the killed process ends") { !isRunning(child) }
  }
}
