import Testing

@testable import Statistics

@Suite struct ComparisonReportTests {
  private func plan(
    _ seeds: Int, _ family: ComparisonPlan.Family, best: Best = .smallest, divergences: DivergencePolicy = .exclude
  ) -> ComparisonPlan {
    ComparisonPlan(seeds: Array(1...seeds), family: family, best: best, divergences: divergences)
  }

  private func arm(_ seed: Int, _ count: Int, mean: Double = 0, scale: Double = 1) -> [Int: Outcome] {
    var random = CounterRandom(seed: seed)
    return Dictionary(
      uniqueKeysWithValues: (1...count).map { ($0, Outcome.value(mean + scale * random.normal())) })
  }

  @Test func theFamilyIsEveryArmWithTheReferenceOrEveryPair() {
    let arms = (1...4).map { arm($0, 10) }
    let reference = ComparisonReport(arms, plan: plan(10, .reference(2)))
    #expect(reference.comparisons.map(\.pair) == [ArmPair(0, 2), ArmPair(1, 2), ArmPair(3, 2)])
    #expect(ComparisonReport(arms, plan: plan(10, .allPairs)).familySize == 6)
    #expect(ComparisonReport([arms[0]], plan: plan(10, .allPairs)).comparisons.isEmpty)
    #expect(ComparisonReport([], plan: plan(10, .allPairs)).isBest.isEmpty)
  }

  @Test func pValuesAreCorrectedByHolmOverTheFamily() throws {
    let report = ComparisonReport((1...4).map { arm($0, 10, mean: Double($0)) }, plan: plan(10, .allPairs))
    let raw = try report.comparisons.map { try #require($0.evidence).p }
    #expect(report.comparisons.map(\.p) == Adjustment.holm.adjusted(raw))
    let exact = try report.comparisons.map { try #require($0.evidence).exactP }
    #expect(report.comparisons.map(\.exactP) == Adjustment.holm.adjusted(exact))
  }

  @Test func theBestArmAndWhatIsNotShownToDifferFromItAreMarked() {
    let arms = [arm(1, 12, mean: 30), arm(2, 12, mean: 22), arm(3, 12, mean: 22.1), arm(4, 12, mean: 40)]
    let errors = ComparisonReport(arms, plan: plan(12, .reference(0)))
    #expect(errors.isBest == [false, true, true, false])
    #expect(
      errors.comparisons.map(\.verdict) == [
        .different(firstIsLarger: false), .different(firstIsLarger: false), .different(firstIsLarger: true),
      ])
    #expect(ComparisonReport(arms, plan: plan(12, .allPairs, best: .largest)).isBest == [false, false, false, true])
  }

  @Test func fiveSeedsCannotReachFivePercentHoweverFarApartTheArmsAreAndMarkNone() throws {
    let report = ComparisonReport([arm(1, 5), arm(2, 5, mean: 1000)], plan: plan(5, .allPairs))
    #expect(report.comparisons[0].verdict == .cannotReach(try #require(PValue(0.0625))))
    #expect(report.isBest == [false, false])
  }

  @Test func theFewestSeedsOfAFamilyAreTheFirstThatCanReachTheLevel() {
    for comparisons in [1, 3, 28] {
      let fewest = SignFlips.fewestPairs(in: comparisons, at: .fivePercent)
      #expect(Double(comparisons) * SignFlips.smallestP(fewest).value <= 0.05)
      #expect(Double(comparisons) * SignFlips.smallestP(fewest - 1).value > 0.05)
    }
    #expect(SignFlips.fewestPairs(in: 1, at: .fivePercent) == 6)
  }

  @Test func aLargeFamilyNeedsMoreSeeds() throws {
    let arms = (0..<9).map { arm($0 + 1, 10, mean: 100 * Double($0)) }
    let all = ComparisonReport(arms, plan: plan(10, .allPairs))
    #expect(all.comparisons[0].verdict == .cannotReach(try #require(PValue(36.0 * 2 / 1024))))
    let reference = ComparisonReport(arms, plan: plan(10, .reference(0)))
    #expect(reference.comparisons[0].verdict == .different(firstIsLarger: true))
  }

  @Test func testsThatDisagreeAreReported() {
    // One seed far off: t finds nothing, the signs of the differences do.
    let first: [Double] = [1, 1.1, 0.9, 1.2, 1, 1.1, 0.8, 1, 60, 1]
    let arms = [first, Array(repeating: 0, count: 10)].map { values in
      Dictionary(uniqueKeysWithValues: zip(1...10, values.map(Outcome.value)))
    }
    #expect(ComparisonReport(arms, plan: plan(10, .allPairs)).comparisons[0].verdict == .testsDisagree)
  }

  @Test func holesAreCountedAndLeaveTheirSeedOut() throws {
    var first = arm(1, 12, mean: 9)
    first[3] = nil
    let report = ComparisonReport([first, arm(2, 12)], plan: plan(12, .allPairs))
    #expect(report.arms.map(\.done) == [11, 12])
    #expect(report.arms.map(\.isComplete) == [false, true])
    #expect(try #require(report.comparisons[0].evidence?.pairs).seeds == [1, 2] + Array(4...12))
  }

  @Test func anIncompleteArmIsNeverTheOnlyBest() {
    let arms = [arm(1, 11, mean: 0), arm(2, 12, mean: 50), arm(3, 12, mean: 90)]
    #expect(ComparisonReport(arms, plan: plan(12, .allPairs)).isBest == [true, true, false])
  }

  @Test func anArmWithARunLeftOutIsNeverTheOnlyBest() {
    var first = arm(1, 12, mean: 0)
    first[4] = .diverged
    let arms = [first, arm(2, 12, mean: 50), arm(3, 12, mean: 90)]
    #expect(ComparisonReport(arms, plan: plan(12, .allPairs)).isBest == [true, true, false])
  }

  @Test func aDivergedRunCountsAsThePlanSays() {
    var first = arm(1, 12, mean: 20)
    first[5] = .value(.infinity)
    let excluded = ComparisonReport([first, arm(2, 12)], plan: plan(12, .allPairs))
    #expect(excluded.arms[0].diverged == 1)
    #expect(excluded.arms[0].isComplete)
    #expect(excluded.arms[0].values.count == 11)
    let worst = ComparisonReport([first, arm(2, 12)], plan: plan(12, .allPairs, divergences: .worst(100)))
    #expect(worst.arms[0].values[5] == 100)
  }

  @Test func armsWithoutAValueAreUntestedAndNotMarked() {
    let report = ComparisonReport([[1: .diverged, 2: .diverged], arm(1, 2)], plan: plan(2, .allPairs))
    #expect(report.comparisons[0].verdict == .untested)
    #expect(report.comparisons[0].evidence == nil)
    #expect(report.isBest == [false, false], "one arm alone is compared with nothing")
    #expect(ComparisonReport([arm(1, 1), arm(2, 1)], plan: plan(1, .allPairs)).comparisons[0].verdict == .untested)
  }

  @Test func armsWithoutACommonSeedAreComparedAsIndependentSamples() throws {
    let low = Dictionary(uniqueKeysWithValues: (1...6).map { ($0, Outcome.value(Double($0))) })
    let high = Dictionary(uniqueKeysWithValues: (7...12).map { ($0, Outcome.value(50 + Double($0 % 4))) })
    let report = ComparisonReport([low, high], plan: plan(12, .allPairs))
    let evidence = try #require(report.comparisons[0].evidence)
    #expect(evidence.pairs == nil)
    #expect(evidence.smallestP == Permutations.smallestP(6, 6))
    #expect(report.comparisons[0].verdict == .different(firstIsLarger: false))
  }

  @Test func constantArmsWithoutACommonSeedAreLeftToTheExactTest() throws {
    func constant(_ value: Double, _ seeds: ClosedRange<Int>) -> [Int: Outcome] {
      Dictionary(uniqueKeysWithValues: seeds.map { ($0, Outcome.value(value)) })
    }
    let plan = plan(13, .allPairs)
    let same = ComparisonReport([constant(5, 1...7), constant(5, 8...13)], plan: plan)
    #expect(same.comparisons[0].verdict == .notSeparated)
    let apart = ComparisonReport([constant(5, 1...7), constant(6, 8...13)], plan: plan)
    #expect(apart.comparisons[0].verdict == .different(firstIsLarger: false))
    #expect(apart.comparisons[0].exactP == Permutations.smallestP(7, 6))
  }

  @Test func armsOfOneResultAreNotSeparated() {
    let one = arm(1, 10)
    let report = ComparisonReport([one, one], plan: plan(10, .allPairs))
    #expect(report.comparisons[0].verdict == .notSeparated)
    #expect(report.comparisons[0].evidence?.difference == .failure(.noSpread))
    #expect(report.isBest == [true, true])
  }

  @Test func aConstantDifferenceIsFoundByTheExactTest() {
    let one = arm(1, 10)
    let shifted = one.mapValues { outcome in
      if case .value = outcome { return Outcome.value(8) }
      return outcome
    }
    let zeros = one.mapValues { _ in Outcome.value(0) }
    let report = ComparisonReport([shifted, zeros], plan: plan(10, .allPairs))
    #expect(report.comparisons[0].verdict == .different(firstIsLarger: true))
  }

  @Test func moreSeedsAreThoseOfTheSecondStage() throws {
    let report = ComparisonReport([arm(1, 10, scale: 3), arm(2, 10, scale: 3)], plan: plan(10, .allPairs))
    let evidence = try #require(report.comparisons[0].evidence)
    let pairs = try #require(evidence.pairs)
    let stein = try #require(SteinTwoStage(halfWidth: 1.5))
    #expect(
      evidence.moreSeeds(toSettle: 1.5, at: .fivePercent) == stein.seeds(after: pairs.differences).map { $0 - 10 })
    #expect(evidence.moreSeeds(toSettle: 100, at: .fivePercent) == 0)
    #expect(evidence.moreSeeds(toSettle: 0, at: .fivePercent) == nil)
  }

  @Test func aFamilyOfEqualArmsAlarmsAtMostAtTheLevel() {
    let repeats = 400
    let plan = plan(12, .allPairs)
    let alarms = (0..<repeats).count { repeated in
      let report = ComparisonReport((0..<5).map { arm(1000 + 5 * repeated + $0, 12) }, plan: plan)
      return report.isBest.contains(false)
    }
    #expect(Double(alarms) / Double(repeats) <= 0.05 + 3 * (0.05 * 0.95 / Double(repeats)).squareRoot())
  }
}
