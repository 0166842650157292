import Foundation
import TestSupport
import Testing

/// The command line's messages for mistyped commands, changed sweep files and unusual names.
@Suite struct CommandLineTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url }

  init() throws { temporary = try TemporaryFolder() }

  /// Writes a sweep of six trials of a few milliseconds each. `epochs` is a fixed setting.
  private func write(_ name: String = "small.yaml", epochs: Int = 1, sweep: String = "small") throws {
    let text = """
      name: "\(sweep)"
      task: imbalanced-mnist
      seeds: 2
      grid: {normalization: [none, ln, rn]}
      fixed: {semantics: corrected, dataset: optdigits, hiddenUnits: 8, epochs: \(epochs)}
      """
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func error(_ arguments: String..., status: Int32) async throws -> String {
    let command = try Command(arguments, in: folder)
    try await command.finish(status: status)
    return command.errorText
  }

  @Test(arguments: [
    ("rnu", "regnorm has no command rnu; did you mean run?"),
    ("tabel", "regnorm has no command tabel; did you mean table?"),
    ("my sweep.yaml", "regnorm has no command my sweep.yaml; did you mean regnorm run 'my sweep.yaml'?"),
    ("xyzzyxyzzy", "regnorm has no command xyzzyxyzzy; the commands are run, coordinator, worker,"),
  ])
  func aMistypedCommandIsToldTheNearest(word: String, expected: String) async throws {
    #expect(try await error(word, status: 64).hasPrefix("Error: \(expected)"))
  }

  @Test func aMistypedCommandOfDataIsToldTheNearest() async throws {
    #expect(
      try await error("data", "fetsh", status: 64).hasPrefix("Error: data has no command fetsh; did you mean fetch?"))
  }

  @Test(arguments: ["0", "-1", "1025"]) func workersAreAtLeastOne(count: String) async throws {
    try write()
    let text = try await error("run", "small.yaml", "--workers", count, status: 64)
    #expect(
      text.hasPrefix("Error: --workers takes 1 to 1024, not \(count); where all workers are to be on other hosts"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "results").path))
  }

  @Test func whatAnErrorQuotesIsPrintable() async throws {
    let text = try await error("table", "no\u{1B}[2Jsuch\nError: forged", status: 1)
    #expect(text.hasPrefix("Error: no\\u{1b}[2Jsuch\\nError: forged holds no results"))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test func aLineOfTheLogIsOneLineAndPrintable() async throws {
    let endpoint = "ipc://\(folder.path)/no\u{1B}[2J\nforged"
    let worker = try Command(
      ["worker", "--connect", endpoint, "--slots", "1", "--spool", folder.appending(path: "spool").path], in: folder)
    try await waitUntil("the worker says where it connects") { worker.errorText.contains("forged") }
    worker.kill()
    let line = try #require(worker.errorText.split(separator: "\n").first { $0.contains("forged") })
    #expect(line.contains("/no\\u{1b}[2J\\nforged") && line.contains(" info worker: "))
  }

  @Test func theCommandThatFollowsIsQuotedForTheShell() async throws {
    try write()
    let command = try Command(["run", "small.yaml", "--workers", "1", "--out", "it's here"], in: folder)
    try await command.finish()
    #expect(command.errorText.contains(#"regnorm report 'it'\''s here' --output report.html"#))
  }

  @Test func keptResultsCountAndAChangedFileSaysWhatLeavesTheTable() async throws {
    try write(epochs: 1)
    let first = try await regnorm("run", "small.yaml", "--workers", "2", in: folder)
    try write(epochs: 2)
    let plan = try await regnorm("plan", "small.yaml", in: folder)
    let leaving = "6 of 6 results so far leave the table, because the sweep file changed:"
    #expect(plan.contains(leaving) && plan.contains("epochs: 2, was 1") && plan.contains("6: 0 done, 6 to run"))
    let changed = try Command(["run", "small.yaml", "--workers", "2"], in: folder)
    try await changed.finish()
    #expect(changed.errorText.hasPrefix("small: \(leaving)\n  epochs: 2, was 1\nNothing is deleted"))

    try write(epochs: 1)
    #expect(try await regnorm("plan", "small.yaml", in: folder).contains("6: 6 done, 0 to run"))
    let again = try await regnorm("run", "small.yaml", "--workers", "2", in: folder)
    #expect(again == first, "results that left the table are in it again")
  }
}
