import Coordination
import Foundation
import Results
import TestSupport
import Testing
import Trials

/// A sweep of a task that draws, and the page that reports it.
@Suite struct ReportTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url }

  /// A folder of its own with a sweep of 2 cells × `seeds`, each trial a fraction of a second.
  init() throws {
    temporary = try TemporaryFolder()
    try write(seeds: 2)
  }

  private func write(seeds: Int) throws {
    let text = """
      name: toy
      task: draw
      metric: testLoss
      seeds: \(seeds)
      grid: {normalization: [none, rn]}
      fixed: {semantics: corrected, rareClasses: 9, rareFraction: 0.1, epochs: 2, probe: true}
      """
    try text.write(to: folder.appending(path: "toy.yaml"), atomically: true, encoding: .utf8)
  }

  private func results(_ directory: String) throws -> [TrialIdentifier: TrialResult] {
    try ResultStore(readingFrom: folder.appending(path: directory).path).sweep(failures: 0).results
  }

  private func page(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private func count(_ text: String, in page: String) -> Int { page.components(separatedBy: text).count - 1 }

  @Test func aSweepEndsInAPageWithItsTableAChartForEveryCurveAndItsPictures() async throws {
    let run = try Command(["run", "toy.yaml", "--out", "toy", "--workers", "2"], in: folder)
    try await run.finish()
    #expect(run.errorText.contains("regnorm report toy"))
    #expect(try await regnorm("report", "toy", "--output", "toy.html", in: folder) == "toy.html\n")
    let page = try page("toy.html")
    let results = try results("toy")

    let table = try await regnorm("table", "toy", in: folder)
    let means = table.matches(of: /([0-9]+\.[0-9]+)±/).map { String($0.output.1) }
    #expect(means.count == 2)
    for mean in means { #expect(page.contains("\(mean)</b><small>±") || page.contains("\(mean)<small>±")) }

    let curves = Set(results.values.flatMap(\.curves.keys))
    #expect(curves.count == 16)
    for curve in curves { #expect(count("<h3>\(curve)</h3>", in: page) == 1, "no chart of \(curve)") }
    #expect(count("<svg ", in: page) >= curves.count)

    #expect(results.values.allSatisfy { $0.pictures.count == 4 })
    #expect(count("data:image/png;base64,", in: page) == 16)
    for cell in ["none", "rn"] {
      for seed in [1, 2] { #expect(page.contains("alt=\"reconstructions-by-step of \(cell), seed \(seed)\"")) }
    }
    #expect(page.contains("<b>4 of 4</b> trials done"))
  }

  @Test func aSweepThatWasKilledEndsInTheSameResultsAndThePageThatOneWorkerMakes() async throws {
    try write(seeds: 1)
    try await regnorm("run", "toy.yaml", "--out", "two", "--workers", "1", in: folder)
    try write(seeds: 4)
    try await regnorm("run", "toy.yaml", "--out", "one", "--workers", "1", in: folder)
    let killed = try Command(["run", "toy.yaml", "--out", "two", "--workers", "1"], in: folder)
    // Looks without giving its thread to other tests, which on a busy host would have it back too late.
    let store = folder.appending(path: "two").path
    while killed.isRunning, (try? ResultStore(readingFrom: store).counts().leased) ?? 0 == 0 { usleep(5_000) }
    killed.kill()
    try await regnorm("report", "two", "--output", "partial.html", in: folder)
    let partial = try #require(try page("partial.html").firstMatch(of: /<b>([0-9]+) of 8<\/b> trials done/))
    let done = try #require(Int(partial.output.1))
    #expect(done >= 1)
    #expect(done < 8, "everything was done before the run was killed: the trials are too short")
    try await regnorm("run", "toy.yaml", "--out", "two", "--workers", "2", in: folder)
    #expect(try results("one") == results("two"))
    try await regnorm("report", "one", "--output", "one.html", in: folder)
    try await regnorm("report", "two", "--output", "two.html", in: folder)
    // The last section lists the workers, and a killed worker is among them.
    func found(_ page: String) -> Substring { page.prefix(upTo: page.range(of: "<h2 id=\"run\">")!.lowerBound) }
    #expect(try found(page("one.html")) == found(page("two.html")))
  }

  @Test func aTrialAloneDrawsTheSamePictures() async throws {
    try await regnorm("run", "toy.yaml", "--out", "toy", in: folder)
    let alone = try await regnorm(
      "trial", "--task", "draw", "--seed", "2", "--quiet", "--pictures", "drawn", "normalization=rn",
      "semantics=corrected", "rareClasses=9", "rareFraction=0.1", "epochs=2", "probe=true", in: folder)
    let result = try TrialResult(encoded: Array(alone.utf8.dropLast()))
    #expect(try results("toy").values.contains(result))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "drawn").path)
    #expect(Set(files) == Set(result.pictures.map { "\($0.name).png" }))
  }

  @Test func picturesNeedAFolder() async throws {
    let command = try Command(
      ["trial", "--task", "draw", "--pictures", "toy.yaml", "normalization=none"], in: folder)
    try await command.finish(status: 1)
    #expect(command.errorText.contains("--pictures: toy.yaml cannot be made: File exists."))
  }

  @Test func aDirectoryWithoutResultsIsNamed() async throws {
    let command = try Command(["report", "nowhere"], in: folder)
    try await command.finish(status: 1)
    #expect(command.errorText.contains("nowhere holds no results"))
  }
}
