import Foundation
import Results
import Testing

/// Damaged, cut and missing results, as a user meets them.
@Suite struct DamageTests {
  /// Flips the lowest bit of the first digit of a result's first metric in the database `file`.
  private func flipADigitOfAMetric(in file: URL) throws {
    var bytes = try Data(contentsOf: file)
    let metrics = try #require(bytes.range(of: Data("\"metrics\":{".utf8)))
    let digit = try #require(bytes[metrics.upperBound...].firstIndex { (0x30...0x39).contains($0) })
    bytes[digit] ^= 1
    try bytes.write(to: file)
  }

  @Test func aFlippedBitOfAResultIsNamedByEveryCommandAndItsTrialRunsAgain() async throws {
    let sweep = try ToySweep(seeds: 2)
    try await regnorm("run", "toy.yaml", "--out", "toy", "--workers", "2", in: sweep.folder)
    let table = try await regnorm("table", "toy", in: sweep.folder)
    try await regnorm("audit", "toy", in: sweep.folder)
    try flipADigitOfAMetric(in: sweep.file("toy/\(ResultStore.fileName)"))
    for arguments in [
      ["table", "toy"], ["report", "toy"], ["status", "toy"], ["plan", "toy.yaml", "--out", "toy"],
      ["export", "toy", "trials"],
    ] {
      let command = try Command(arguments, in: sweep.folder)
      let output = try await command.finish(status: 1)
      #expect(command.errorText.contains("toy has 1 damaged result, which no number counts: normalization="))
      if arguments[0] == "table" { #expect(output.contains("1 result damaged and not counted")) }
      if arguments[0] == "export" { #expect(output.split(separator: ",damaged,").count == 2) }
      if arguments[0] == "status" { #expect(output.contains("3/4")) }
    }
    #expect(try String(contentsOf: sweep.file("report.html"), encoding: .utf8).contains("damaged and not counted"))
    #expect(try await regnorm("audit", "toy", in: sweep.folder, status: 1).contains("4 results, 3 of them whole"))
    let run = try Command(["run", "toy.yaml", "--out", "toy", "--workers", "1"], in: sweep.folder)
    #expect(try await run.finish() == table)
    #expect(run.errorText.contains("damaged, and run again: normalization="))
    try await regnorm("audit", "toy", in: sweep.folder)
  }

  @Test func aDatabaseThatIsDeletedEndsTheRunAndNothingIsLost() async throws {
    let sweep = try ToySweep(seeds: 400, epochs: 40)
    let run = try Command(["run", "toy.yaml", "--out", "toy", "--workers", "1"], in: sweep.folder)
    try await waitUntil("a trial is done") { sweep.done("toy") >= 1 }
    let before = sweep.done("toy")
    try FileManager.default.removeItem(at: sweep.file("toy/\(ResultStore.fileName)"))
    try await run.finish(status: 1)
    #expect(run.errorText.contains("was deleted, moved or replaced while it was being written"))
    let names = try FileManager.default.contentsOfDirectory(atPath: sweep.file("toy").path)
    let rescued = try #require(names.first { $0.hasPrefix("rescued-") })
    try FileManager.default.createDirectory(at: sweep.file("saved"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: sweep.file("toy/\(rescued)"), to: sweep.file("saved/\(ResultStore.fileName)"))
    #expect(sweep.done("saved") >= before)
    // A run does not start anew where results were.
    let again = try Command(["run", "toy.yaml", "--out", "toy", "--workers", "1"], in: sweep.folder)
    try await again.finish(status: 1)
    #expect(again.errorText.contains("holds 0 of"))
  }

  @Test func anExportOfARunningSweepIsWhole() async throws {
    let sweep = try ToySweep(seeds: 400, epochs: 40)
    let run = try Command(["run", "toy.yaml", "--out", "toy", "--workers", "1"], in: sweep.folder)
    try await waitUntil("a trial is done") { sweep.done("toy") >= 1 }
    let before = sweep.done("toy")
    try FileManager.default.createDirectory(at: sweep.file("copy"), withIntermediateDirectories: true)
    try await regnorm("export", "toy", "--database", "copy/\(ResultStore.fileName)", in: sweep.folder)
    run.kill()
    #expect(sweep.done("copy") >= before)
    try await regnorm("audit", "copy", in: sweep.folder)
  }
}
