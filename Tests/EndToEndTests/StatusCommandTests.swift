import Foundation
import Testing

/// `regnorm status --watch`, which stays until the sweep is complete.
@Suite struct StatusCommandTests {
  private let sweep: ToySweep

  init() throws { sweep = try ToySweep(seeds: 2) }

  /// A coordinator that nobody works for yet, and where workers connect.
  private func coordinator() async throws -> (command: Command, endpoint: String) {
    let endpoint = "ipc://\(sweep.folder.path)/socket"
    let command = try Command(["coordinator", "toy.yaml", "--out", "toy", "--bind", endpoint], in: sweep.folder)
    try await waitUntil("the coordinator keeps its plan") {
      FileManager.default.fileExists(atPath: sweep.file("toy/results.sqlite").path) && command.isRunning
        && command.errorText.contains("toy: 0 of 4 done")
    }
    return (command, endpoint)
  }

  private func work(at endpoint: String) async throws {
    try await regnorm("worker", "--connect", endpoint, "--spool", sweep.file("spool").path, in: sweep.folder)
  }

  @Test func watchingEndsWithTheSweepAndALogHasALineForEveryState() async throws {
    let (coordinator, endpoint) = try await coordinator()
    let watching = try Command(["status", "toy", "--watch"], in: sweep.folder)
    try await waitUntil("the first state is told") { watching.errorText.contains("toy: 0 of 4 done") }
    #expect(watching.isRunning)
    try await work(at: endpoint)
    try await coordinator.finish()
    try await watching.finish()
    let lines = watching.errorText.split(separator: "\n")
    #expect(lines.last?.hasPrefix("toy: 4 of 4 done") == true && lines.last?.contains("complete") == true)
    #expect(!watching.errorText.contains("\u{1B}"), "no terminal, no cursor to move")
  }

  @Test func onATerminalTheStateIsShownInPlace() async throws {
    let (coordinator, endpoint) = try await coordinator()
    let watching = try Command(
      ["-qec", "TERM=xterm \(Command.program.path) status toy --watch", "typed"], of: URL(filePath: "/usr/bin/script"),
      in: sweep.folder)
    func shown() -> String { (try? String(contentsOf: sweep.file("typed"), encoding: .utf8)) ?? "" }
    try await work(at: endpoint)
    try await coordinator.finish()
    try await watching.finish()
    let last = shown().components(separatedBy: "\u{1B}[J").last ?? ""
    #expect(last.contains("4/4 done (100 %)") && last.contains("complete"))
  }

  @Test func watchingIsForPeople() async throws {
    let command = try Command(["status", "toy", "--watch", "--format", "json"], in: sweep.folder)
    try await command.finish(status: 64)
    #expect(command.errorText.contains("leave --format json out"))
  }
}
