import Testing

@testable import Statistics

@Suite struct EdgeCaseTests {
  @Test func oneValueHasNoTest() throws {
    let (one, two) = (try sample([3]), try sample([1, 2]))
    #expect(throws: Untestable.tooFew(needed: 2, have: 1)) { try one.meanEstimate() }
    #expect(throws: Untestable.tooFew(needed: 2, have: 1)) { try one.difference(from: two) }
    #expect(throws: Untestable.tooFew(needed: 2, have: 1)) { try StandardizedDifference(one, two) }
    #expect(throws: Untestable.tooFew(needed: 2, have: 1)) { try Dominance(one, two).interval(at: .fivePercent) }
    #expect(throws: Untestable.tooFew(needed: 2, have: 1)) { try paired([3], [2]).tTest() }
    #expect(throws: Untestable.tooFew(needed: 3, have: 2)) { try TukeyHSD([one, try sample([4])]) }
    #expect(one.skewness == nil)
    #expect(MannWhitney.smallestP(1, 1).value == 1)
  }

  @Test func twoEqualConstantsHaveNoTestAndNoEvidence() throws {
    let (one, two) = (try sample([5, 5, 5]), try sample([5, 5]))
    #expect(throws: Untestable.noSpread) { try one.difference(from: two) }
    #expect(throws: Untestable.noSpread) { try StandardizedDifference(one, two) }
    #expect(throws: Untestable.noSpread) { try MannWhitney(one, two).normal() }
    #expect(throws: Untestable.noSpread) { try TukeyHSD([one, two]) }
    #expect(throws: Untestable.noSpread) { try Wilcoxon(paired([5, 5], [5, 5]).differences) }
    #expect(throws: Untestable.noSpread) { try Friedman([[1, 1], [2, 2]], best: .smallest) }
    #expect(Permutations(one, two).tails.p().value == 1)
    #expect(try MannWhitney(one, two).exact().p().value == 1)
    #expect(try SignFlips(paired([5, 5], [5, 5]).differences).tails.p().value == 1)
  }

  @Test func twoDifferentConstantsLeaveTheAnswerToTheExactTests() throws {
    let (one, two) = (try sample([1, 1, 1, 1, 1]), try sample([0, 0, 0, 0, 0]))
    #expect(throws: Untestable.noSpread) { try one.difference(from: two) }
    #expect(Permutations(one, two).tails.p() == Permutations.smallestP(5, 5))
    #expect(try MannWhitney(one, two).exact().p() == MannWhitney.smallestP(5, 5))
    #expect(try SignFlips(paired(one.values, two.values).differences).tails.p() == SignFlips.smallestP(5))
    #expect(one.meanInterval(at: .fivePercent)?.halfWidth == 0)
  }

  @Test func divergedValuesAreNoPairsAndMissingSeedsAreLeftOut() throws {
    #expect(PairedSample([1: 2, 2: .nan], [1: 1, 2: 1]) == nil)
    #expect(PairedSample([1: .infinity], [1: 1]) == nil)
    #expect(PairedSample([1: 1], [2: 1]) == nil)
    let pairs = try #require(PairedSample([7: 1, 3: 5, 4: 0], [3: 2, 7: 3, 9: 1]))
    #expect(pairs.seeds == [3, 7])
    #expect(pairs.first == [5, 1])
    #expect(pairs.differences.values == [-2, 3])
  }

  @Test func valuesNearTheLargestNumberHaveAnAnswer() throws {
    let (one, two) = (try sample([1.7e308, 1.6e308, 1.5e308]), try sample([-1.7e308, -1.6e308, -1.65e308]))
    #expect(throws: Untestable.notFinite) { try one.difference(from: two) }
    #expect(PairedSample([1: 1.7e308], [1: -1.7e308]) == nil)
    #expect(Permutations(one, two).tails.p().value == 0.1)
    #expect(SignFlips(one).tails.p().value == 0.25)
    let spread = try sample([1.7e308, -1.7e308, -1.7e308])
    #expect(spread.standardDeviation == .infinity)
    #expect(spread.meanInterval(at: .fivePercent)?.upper == .infinity)
    #expect(spread.skewness == nil)
    let apart = try StandardizedDifference(sample([1e17, 1e17 + 64]), sample([0, 1])).interval(at: .fivePercent)
    #expect(apart.lower > 0 && apart.lower < apart.upper && apart.upper.isFinite)
  }

  @Test(arguments: [3, 5, 8, 10]) func theSmallestPOfRanksIsThatOfSeparateSamples(count: Int) throws {
    let low = try sample((0..<count).map(Double.init))
    let high = try sample((0..<count).map { 100 + Double($0) })
    let smallest = MannWhitney.smallestP(count, count)
    #expect(try abs(MannWhitney(high, low).exact().p().value - smallest.value) < 1e-15)
    #expect(abs(Permutations(high, low).tails.p().value - smallest.value) < 1e-15)
    #expect(SignFlips(try sample((1...count).map(Double.init))).tails.p() == SignFlips.smallestP(count))
  }

  @Test func aTwoSidedPIsTheSameWhicheverSampleIsFirst() throws {
    let (one, two) = (try sample([1, 4, 2, 2.5]), try sample([3, 2, 7, 9, 2.5]))
    #expect(try MannWhitney(one, two).exact().p() == MannWhitney(two, one).exact().p())
    #expect(Permutations(one, two).tails.p() == Permutations(two, one).tails.p())
    #expect(try one.difference(from: two).p() == two.difference(from: one).p())
  }

  @Test func exactTestsRefuseWhatTheyCannotEnumerate() throws {
    let many = try sample((0..<51).map(Double.init))
    #expect(throws: Untestable.tooMany(limit: 100, have: 102)) { try MannWhitney(many, many).exact() }
    let flips = try sample((1...201).map(Double.init))
    #expect(throws: Untestable.tooMany(limit: 200, have: 201)) { try Wilcoxon(flips).exact() }
  }

  @Test func drawnFlipsAndChoicesAgreeWithTheNormalLawAndDoNotDependOnTheOrder() throws {
    var random = CounterRandom(of: [[1]])
    let values = (0..<60).map { _ in random.normal() + 0.25 }
    let flips = SignFlips(try sample(values))
    #expect(!flips.isExact)
    #expect(flips == SignFlips(try sample(values.reversed())))
    #expect(abs(flips.tails.p().value - (try sample(values).meanEstimate().p().value)) < 0.02)
    let (first, second) = (try sample(Array(values[..<25])), try sample(Array(values[25...])))
    let choices = Permutations(first, second)
    #expect(!choices.isExact)
    #expect(abs(choices.tails.p().value - (try first.difference(from: second).p().value)) < 0.05)
  }

  /// A thousand differences with a spread of 1 around `shift`.
  private func differences(around shift: Double) throws -> [Double] {
    var random = CounterRandom(of: [[2]])
    return try sample((0..<1_000).map { _ in random.normal() + shift }).values.map { $0 / 8 }
  }

  @Test(arguments: [0.3, -0.3, 2, -2]) func flipsThatNoneWouldReachAreNotDrawnAndGiveWhatDrawingGives(shift: Double)
    throws
  {
    let values = try differences(around: shift)
    #expect(SignFlips.unreachable(values) == SignFlips.drawn(values))
  }

  @Test(arguments: [0, 0.05, -0.2]) func flipsThatMayReachTheDataAreDrawn(shift: Double) throws {
    #expect(SignFlips.unreachable(try differences(around: shift)) == nil)
  }

  @Test func theRangeOfTwoIsStudentsT() {
    for degreesOfFreedom in [1, 2.5, 4, 30] {
      for q in [0.5, 3, 9] {
        let range = StudentizedRange(count: 2, degreesOfFreedom: degreesOfFreedom).upperTail(q)
        let student = 2 * StudentT(degreesOfFreedom: degreesOfFreedom).upperTail(q / 2.0.squareRoot())
        #expect(abs(range / student - 1) < 1e-9, "\(degreesOfFreedom), \(q)")
      }
    }
  }

  @Test func blocksThatAllRankAlikeHaveAnInfiniteF() throws {
    let test = try Friedman([[3, 2, 1], [9, 5, 4], [7, 1, 0]], best: .largest)
    #expect(test.averageRanks == [1, 2, 3])
    #expect(test.imanDavenport.f == .infinity)
    #expect(test.imanDavenport.p.value == 0)
  }

  @Test func aCensoredTailHasNoRestrictedMeanBeyondIt() throws {
    let times = try #require(CensoredTimes([.event(at: 2), .censored(at: 5)]))
    #expect(throws: Untestable.censored) { try times.restrictedMean(upTo: 6) }
    #expect(try times.restrictedMean(upTo: 5).value == 3.5)
    #expect(CensoredTimes([.event(at: -1)]) == nil)
    #expect(CensoredTimes([]) == nil)
    let never = try #require(CensoredTimes([.censored(at: 5), .censored(at: 5)])).restrictedMean(upTo: 5)
    #expect(never.value == 5)
    #expect(throws: Untestable.noSpread) { try never.difference(from: never, at: .fivePercent) }
  }

  @Test func levelsProportionsAndPValuesRefuseWhatTheyAreNot() {
    #expect(Level(alpha: 0) == nil)
    #expect(Level(alpha: 1) == nil)
    #expect(PValue(-0.1) == nil)
    #expect(PValue(.nan) == nil)
    #expect(Proportion(successes: 3, of: 2) == nil)
    #expect(Proportion(successes: 0, of: 0) == nil)
  }

  @Test func theMedianNeedsSixValuesAtFivePercent() throws {
    #expect(throws: Untestable.tooFew(needed: 6, have: 5)) {
      try sample([1, 2, 3, 4, 5]).medianInterval(at: .fivePercent)
    }
    let interval = try sample([1, 2, 3, 4, 5, 6]).medianInterval(at: .fivePercent)
    #expect(interval.lower == 1)
    #expect(interval.upper == 6)
  }

  @Test func theExactBiasCorrectionNeedsTwoDegreesOfFreedom() throws {
    #expect(try StandardizedDifference(paired([1, 2], [0, 3])).hedgesExact == nil)
  }
}
