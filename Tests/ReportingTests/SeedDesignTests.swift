import FoundationEssentials
import Plans
import ResultsTestSupport
import Statistics
import Testing
import Trials

@testable import Reporting

/// Sweeps whose number of seeds is found on the way.
@Suite struct SeedDesignTests {
  /// none is ten points above ln in every seed; rn is within noise of ln.
  private func outcomes(of plan: Plan) -> [TrialIdentifier: TrialOutcome] {
    Dictionary(
      uniqueKeysWithValues: plan.trials.map { trial in
        let seed = trial.specification.seed
        let value =
          switch trial.specification.settings["normalization"] {
          case .text("ln"): 20 + Double(seed * 7 % 10) / 10
          case .text("rn"): 20 + Double(seed * 3 % 10) / 10
          default: 30 + Double(seed * 7 % 9) / 10
          }
        return (trial.identifier, ["testError": value])
      })
  }

  private func plan(reference: SettingValue? = nil) -> Plan {
    samplePlan(axes: [normalizations("none", "ln", "rn")], seeds: [1], reference: reference)
  }

  private func seeds(_ plan: Plan) -> [[Int]] { plan.trialsByCell.map { $0.map(\.specification.seed) } }

  @Test func everyCellBeginsWithTheSeedsOfTheFirstLook() {
    let first = plan().beginning(.untilDecided(Array(1...20)))
    #expect(first.seeds == Array(1...8))
    #expect(seeds(first) == Array(repeating: Array(1...8), count: 3))
    #expect(first.design?.goal == .decided(looks: [8, 12, 20]))
  }

  @Test func seedsAreAddedOnlyWhereAComparisonIsOpen() throws {
    let first = plan().beginning(.untilDecided(Array(1...20)))
    let second = try #require(try first.withMoreSeeds(after: outcomes(of: first)))
    // Eight pairs cannot reach the level at three looks and in a family of three.
    #expect(seeds(second) == Array(repeating: Array(1...12), count: 3))
    let third = try #require(try second.withMoreSeeds(after: outcomes(of: second)))
    #expect(seeds(third) == [Array(1...12), Array(1...20), Array(1...20)])
    #expect(try third.withMoreSeeds(after: outcomes(of: third)) == nil, "the seeds are used up")
  }

  @Test func whereEveryComparisonWithTheReferenceIsDecidedNoSeedsAreAdded() throws {
    let first = plan(reference: .text("none")).beginning(.untilDecided(Array(1...40)))
    let second = try #require(try first.withMoreSeeds(after: outcomes(of: first)))
    #expect(second.seeds == Array(1...12))
    #expect(try second.withMoreSeeds(after: outcomes(of: second)) == nil)
  }

  @Test func aResultThatIsMissingDelaysTheLook() throws {
    let first = plan(reference: .text("none")).beginning(.untilDecided(Array(1...40)))
    var results = outcomes(of: first)
    results[first.trials[4].identifier] = nil
    let table = try Table(of: first, metrics: results)
    #expect(table.lines[0].study?.verdicts[0] == .open(nextLook: 8))
  }

  @Test func aTableUnderADesignHasTheMarksAndVerdictsOfItsLooks() throws {
    var stage = plan().beginning(.untilDecided(Array(1...12)))
    while let next = try stage.withMoreSeeds(after: outcomes(of: stage)) { stage = next }
    let table = try Table(of: stage, metrics: outcomes(of: stage))
    #expect(table.cells.map(\.isAmongBest) == [false, true, true])
    let text = table.rendered(as: .text)
    #expect(text.contains("Seeds until decided: looks at 8, 12 common seeds in their order, at most 12 seeds;"))
    #expect(text.contains("none − ln:") && text.contains("they differ"))
    #expect(text.contains("ln − rn:") && text.contains("undecided at 12 seeds"))
    #expect(!text.contains("Exploratory"))
  }

  @Test func compareAnswersWhatWasPlannedByTheLooksAlone() throws {
    let stage = plan().beginning(.untilDecided(Array(1...12)))
    let table = try Table(of: stage, metrics: outcomes(of: stage))
    let planned = ComparisonText(try TableComparison(of: table, with: .planned)).rendered()
    #expect(planned.contains("ln − rn:") && planned.contains("open, the next look is at 12 seeds"))
    #expect(!planned.contains("exact p"))
    #expect(ComparisonText(try TableComparison(of: table, with: .row("ln"))).rendered().contains("exact p"))
  }

  @Test func aDesignChangedAfterTheFirstResultIsCalledExploratory() throws {
    let stage = plan().beginning(SeedDesign.untilDecided(Array(1...12)).exploratory)
    #expect(try Table(of: stage, metrics: outcomes(of: stage)).rendered(as: .markdown).contains("Exploratory: "))
  }

  @Test func theSpreadOfThePilotSetsTheSeedsOfEveryCell() throws {
    let first = plan().beginning(.until(halfWidth: 0.2, Array(1...40)))
    #expect(first.seeds == Array(1...10))
    let results = outcomes(of: first)
    let second = try #require(try first.withMoreSeeds(after: results))
    let stein = try #require(SteinTwoStage(halfWidth: 0.2))
    for (place, trials) in first.trialsByCell.enumerated() {
      let pilot = try #require(Sample(trials.compactMap { results[$0.identifier]?["testError"] }))
      #expect(seeds(second)[place].count == stein.seeds(after: pilot))
    }
    #expect(try second.withMoreSeeds(after: outcomes(of: second)) == nil, "the number is set once")
    let short = plan().beginning(.until(halfWidth: 0.02, Array(1...12)))
    let text = try Table(of: short, metrics: outcomes(of: short)).rendered(as: .text)
    #expect(text.contains("! 3 cells would need more than 12 seeds for ± 0.02."))
  }

  @Test func aPlanKeepsItsDesignAndAPlanWithoutOneIsWrittenAsBefore() throws {
    let design = SeedDesign.untilDecided(Array(1...12))
    let encoder = JSONEncoder()
    let stage = plan().beginning(design)
    #expect(try JSONDecoder().decode(Plan.self, from: encoder.encode(stage)).design == design)
    let text = String(decoding: try encoder.encode(plan()), as: UTF8.self)
    for key in ["design", "stage", "zippedAxes", "divergenceRule", "measuredOn"] { #expect(!text.contains(key)) }
  }
}
