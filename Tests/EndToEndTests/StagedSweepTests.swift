import Coordination
import Foundation
import Plans
import Results
import TestSupport
import Testing

/// Sweeps that run in stages: a search and a report, or seeds until a goal.
@Suite struct StagedSweepTests {
  private func write(_ yaml: String) throws -> TemporaryFolder {
    let temporary = try TemporaryFolder()
    try yaml.write(to: temporary.url.appending(path: "staged.yaml"), atomically: true, encoding: .utf8)
    return temporary
  }

  private static let selecting = """
    task: imbalanced-mnist
    select: {by: validationError, over: [learningRate], seeds: 1-2}
    report: {seeds: 11-13}
    grid: {normalization: [none, ln], learningRate: [0.0001, 0.05]}
    fixed: {dataset: optdigits, semantics: corrected, epochs: 2, hiddenUnits: 20, heldOut: 300, validation: true}
    """

  @Test func oneCommandSearchesThenReportsWhatWasChosenOnFreshSeeds() async throws {
    let temporary = try write(Self.selecting)
    let folder = temporary.url
    defer { withExtendedLifetime(temporary) {} }
    let plan = try await regnorm("plan", "staged.yaml", in: folder)
    #expect(
      plan.contains("2 candidates of each of 2 arms") && plan.contains("then report 3 seeds of each arm: 11 12 13"))
    let run = try Command(["run", "staged.yaml", "--workers", "2"], in: folder)
    let table = try await run.finish()
    #expect(run.errorText.contains("normalization=ln: learningRate=0.05"))
    #expect(table.contains("over 3 seeds (11–13)"))
    #expect(table.contains("learningRate of each arm chosen by its mean validationError over 2 seeds (1, 2)"))
    let store = try ResultStore(readingFrom: folder.appending(path: "results/staged").path)
    #expect(try store.trialsWithResults().count == 14)
    #expect(try store.counts().done == 6)

    let again = try Command(["run", "staged.yaml", "--workers", "2"], in: folder)
    #expect(try await again.finish() == table)
    #expect(!again.errorText.contains("leave the table"))
    #expect(try await regnorm("table", "results/staged", in: folder) == table)
  }

  @Test func theWorkersOfACoordinatorGoFromTheSearchToTheReportAndItsLooksWithoutStartingAgain() async throws {
    let temporary = try write(Self.selecting)
    let folder = temporary.url
    defer { withExtendedLifetime(temporary) {} }
    let coordinator = try Command(
      ["coordinator", "staged.yaml", "--bind", "tcp://127.0.0.1:*", "--until", "decided", "--max-seeds", "8"],
      in: folder)
    let endpointFile = folder.appending(path: "results/staged/endpoint")
    try await waitUntil("the coordinator writes its endpoint") {
      FileManager.default.fileExists(atPath: endpointFile.path)
    }
    let address = try String(contentsOf: endpointFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let worker = try Command(
      ["worker", "--connect", address, "--access", "results/staged/access/local.access", "--slots", "2"], in: folder)
    try await coordinator.finish()
    try await worker.finish()
    #expect(coordinator.errorText.contains("normalization=ln: learningRate=0.05"))
    #expect(coordinator.errorText.contains("staged: Seeds until decided: looks at 8 common seeds"))
    let store = try ResultStore(readingFrom: folder.appending(path: "results/staged").path)
    #expect(try store.counts().done == 16)
    #expect(try store.trialsWithResults().count == 24)
    #expect(try store.plan().design?.isExploratory == false)
    let table = try await regnorm("table", "results/staged", in: folder)
    #expect(table.contains("chosen by its mean validationError over 2 seeds (1, 2)"))
  }

  @Test func seedsAreAddedUntilTheComparisonIsDecidedAndTheDesignIsKept() async throws {
    let temporary = try write(
      """
      task: imbalanced-mnist
      seeds: 1
      grid: {normalization: [none, ln]}
      fixed: {dataset: optdigits, semantics: corrected, epochs: 1, hiddenUnits: 8, learningRate: 0.0001}
      """)
    let folder = temporary.url
    defer { withExtendedLifetime(temporary) {} }
    let run = try Command(
      ["run", "staged.yaml", "--workers", "2", "--until", "decided", "--max-seeds", "12"], in: folder)
    let table = try await run.finish()
    #expect(run.errorText.contains("staged: Seeds until decided: looks at 8, 12 common seeds"))
    #expect(table.contains("none − ln:") && !table.contains("open, the next look"))
    let store = try ResultStore(readingFrom: folder.appending(path: "results/staged").path)
    #expect(try [16, 24].contains(store.counts().done))
    #expect(try store.plan().design?.isExploratory == false)
    let changed = try Command(
      ["run", "staged.yaml", "--workers", "2", "--until", "decided", "--max-seeds", "13"], in: folder)
    try await changed.finish()
    #expect(changed.errorText.contains("Exploratory: "))
  }
}
