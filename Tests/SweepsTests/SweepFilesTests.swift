import Foundation
import Plans
import Sweeps
import Testing
import Trials

/// The sweep files that come with the product.
@Suite struct SweepFilesTests {
  private func shipped(_ name: String) throws -> Plan {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Plan(contentsOf: root.appending(path: "sweeps/\(name).yaml").path, experiments: [ToyExperiment()])
  }

  @Test func theExampleOfTheHelpIsASweep() throws {
    let plan = try plan(SweepFileGrammar.example)
    #expect(plan.name == "rates")
    #expect(plan.cells.count == (3 * 10 - 2) * 2)
    #expect(SweepFileGrammar.help.contains("  task: imbalanced-mnist "))
  }

  @Test func aByteOrderMarkAtTheBeginningIsNoPartOfTheText() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "marked-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(("\u{FEFF}" + SweepFileGrammar.example).utf8).write(to: file)
    #expect(try Plan(contentsOf: file.path, experiments: [ToyExperiment()]).name == "rates")
  }

  @Test func theHelpFitsATerminal() {
    let lines = SweepFileGrammar.help.split(separator: "\n")
    #expect(lines.filter { $0.count > 80 } == [])
  }

  @Test func thePublishedGridHasEightMethodsTenImbalancesAndFiveSeeds() throws {
    let plan = try shipped("imbalanced-mnist")
    #expect(plan.name == "imbalanced-mnist")
    #expect((plan.cells.count, plan.trials.count) == (80, 400))
    #expect(plan.axes[0].values.map(\.description) == ["none", "bn", "ln", "wn", "rn", "rln", "ln+rn", "sn"])
    #expect(plan.layout == TableLayout(rows: "normalization", columns: "rareClasses", reference: .text("none")))
  }

  @Test func itsColumnOfSevenRareClassesIsPartOfIt() throws {
    let column = try shipped("imbalanced-mnist-n7")
    #expect(column.trials(notIn: try shipped("imbalanced-mnist")).isEmpty)
    #expect(column.trials.count == 40)
    #expect(column.layout.columns == nil)
  }

  @Test func theCorrectedSweepComparesWithTheControl() throws {
    let plan = try shipped("imbalanced-mnist-corrected")
    #expect(plan.trials.count == 5 * 2 * 5)
    #expect(plan.axes[0].values.contains(.text("gain")))
    #expect(plan.trials.allSatisfy { $0.specification.settings["semantics"] == .text("corrected") })
  }

  @Test func theQuickstartHasEveryNormalization() throws {
    let plan = try shipped("quickstart")
    guard case .choice(let names) = ToyExperiment().task.setting("normalization")?.kind else {
      Issue.record("normalization is no choice")
      return
    }
    #expect(plan.axes[0].values == names.map(SettingValue.text))
    #expect(plan.trials.allSatisfy { $0.specification.settings["dataset"] == .text("optdigits") })
  }
}
