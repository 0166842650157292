import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// What `regnorm compare` says of a table's rows.
@Suite struct ComparisonTests {
  /// Errors of ten seeds: ln is 10 points below none in every seed, rn within noise of ln.
  private func outcome(_ trial: PlannedTrial) -> TrialOutcome {
    let seed = trial.specification.seed
    let noise = Double(seed * 7 % 10) / 10
    let value =
      switch trial.specification.settings["normalization"] {
      case .text("ln"): 20 + noise + Double(seed % 3) / 10
      case .text("rn"): 20 + noise + Double(seed % 2) / 10
      default: 30 + noise
      }
    return .finished(["testError": value])
  }

  private func comparison(
    seeds: Int = 10, with baseline: TableComparison.Baseline = .planned,
    changing change: (PlannedTrial) -> TrialOutcome? = { _ in nil }
  ) throws -> TableComparison {
    let plan = samplePlan(axes: [normalizations("none", "ln", "rn")], seeds: Array(1...seeds))
    let outcomes = Dictionary(
      uniqueKeysWithValues: plan.trials.map { ($0.identifier, change($0) ?? outcome($0)) })
    return try TableComparison(of: Table(of: plan, metrics: outcomes), with: baseline)
  }

  @Test func everyOtherRowIsComparedWithTheReference() throws {
    let comparison = try comparison(with: .row("none"))
    let report = try #require(comparison.columns.first).line.report
    #expect(report.comparisons.map(\.pair) == [ArmPair(1, 0), ArmPair(2, 0)])
    #expect(report.comparisons.allSatisfy { $0.verdict == .different(firstIsLarger: false) })
    #expect(report.isBest == [false, true, true], "ln and rn are not shown to differ")
    let text = ComparisonText(comparison).rendered()
    #expect(text.contains("2 comparisons with none"))
    #expect(text.contains("best, or not shown to differ from it: ln, rn"))
  }

  @Test func theSweepFilesReferenceCountsWhereItsRowsAreTheTables() throws {
    let plan = samplePlan(
      axes: [normalizations("none", "ln"), classes(0, 7)], seeds: [1, 2], columns: "classes", reference: .text("ln"))
    let outcomes = Dictionary(uniqueKeysWithValues: plan.trials.map { ($0.identifier, outcome($0)) })
    func reference(rows: String?) throws -> Int? {
      try TableComparison(of: Table(of: plan, metrics: outcomes, rows: rows), with: .planned).reference
    }
    #expect(try reference(rows: nil) == 1)
    #expect(try reference(rows: "classes") == nil)
  }

  @Test func aMarginHasThreeProbabilitiesBesideEachComparisonAndATestOfLyingWithinIt() throws {
    let text = ComparisonText(try comparison(with: .row("ln")), margin: 2).rendered()
    let lines = text.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    let none = try #require(lines.first { $0.starts(with: ["none", "−", "ln"]) })
    let rn = try #require(lines.first { $0.starts(with: ["rn", "−", "ln"]) })
    #expect(none.contains("0.00") && none.suffix(2) == ["they", "differ"])
    #expect(rn.suffix(6).map(String.init) == ["not", "separated,", "by", "less", "than", "2.0"])
    #expect(none.split(separator: "they")[0].suffix(3) == ["0.00", "0.00", "1.00"])
    #expect(rn.split(separator: "not")[0].suffix(3) == ["0.00", "1.00", "0.00"])
    #expect(text.contains("P(<−2.0)  P(±2.0)  P(>2.0)"))
  }

  @Test func whereTheSweepNamesNoReferenceAllPairsAreCompared() throws {
    let comparison = try comparison()
    let report = try #require(comparison.columns.first).line.report
    #expect(report.familySize == 3)
    #expect(report.comparisons[2].verdict == .notSeparated)
    #expect(ComparisonText(comparison).rendered().contains("all pairs, 3 comparisons"))
  }

  @Test func fewSeedsCannotReachTheLevelHoweverFarTheRowsAreApart() throws {
    let text = ComparisonText(try comparison(seeds: 3, with: .row("none"))).rendered()
    #expect(text.contains("cannot reach 0.05: the smallest exact p is 0.500"))
    #expect(!text.contains("\nthey differ  "))
  }

  @Test func rowsThatDifferByTheSameInEverySeedHaveADifferenceAndNoInterval() throws {
    let text = ComparisonText(
      try comparison(with: .row("none")) { trial in
        .finished(["testError": trial.specification.settings["normalization"] == .text("none") ? 30 : 20])
      }
    ).rendered()
    #expect(text.split(separator: "\n").contains { $0.hasPrefix("  ln − none") && $0.contains(" -10.00         –") })
  }

  @Test func aRunThatDivergedIsLeftOutWithItsSeedAndCounted() throws {
    let comparison = try comparison(with: .row("none")) { trial in
      let isFirst = trial.specification.seed == 1 && trial.specification.settings["normalization"] == .text("rn")
      return isFirst ? .diverged(at: 9) : nil
    }
    let rn = try #require(comparison.columns.first?.line.report.comparisons.last)
    #expect(rn.evidence?.count == 9)
    #expect(ComparisonText(comparison).rendered().contains("rn: 1 diverged, left out"))
  }

  @Test func moreSeedsAreAskedForWhereAnIntervalIsTooWide() throws {
    let text = ComparisonText(try comparison(with: .row("ln")), settling: 0.01).rendered()
    #expect(text.contains("seeds: how many more narrow the interval to ± 0.01"))
    #expect(text.contains("+"))
  }

  @Test func aReferenceThatIsNoRowIsRefusedWithTheNearestOne() throws {
    #expect(throws: UnknownName(kind: "row", name: "lm", sweep: "toy-sweep", valid: ["none", "ln", "rn"])) {
      try comparison(with: .row("lm"))
    }
  }
}
