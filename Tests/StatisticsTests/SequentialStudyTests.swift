import Testing

@testable import Statistics

@Suite struct SequentialStudyTests {
  private static let design = try! SequentialDesign(
    seeds: Array(101...120), looks: [8, 12, 20], comparisons: 1, margin: 2, divergences: .worst(100))
  private static let pair = [ArmPair(0, 1)]

  private func arm(_ values: [Double]) -> [Int: Outcome] {
    Dictionary(uniqueKeysWithValues: zip(Self.design.seeds, values.map(Outcome.value)))
  }

  private func study(_ first: [Int: Outcome], _ second: [Int: Outcome]) -> SequentialStudy {
    SequentialStudy([first, second], pairs: Self.pair, design: Self.design)
  }

  private func noise(_ seed: Int, _ count: Int = 20, shift: Double = 0, scale: Double = 1) -> [Double] {
    var random = CounterRandom(seed: seed)
    return (0..<count).map { _ in shift + scale * random.normal() }
  }

  @Test func aLargeDifferenceIsDecidedAtTheFirstLook() {
    let result = study(arm(noise(1, 8, shift: 9)), arm(noise(2, 8)))
    #expect(result.verdicts == [.different(firstIsLarger: true)])
    #expect(result.isDecided)
    let reversed = study(arm(noise(2, 8)), arm(noise(1, 8, shift: 9)))
    #expect(reversed.verdicts == [.different(firstIsLarger: false)])
  }

  @Test func aDifferenceWithinTheMarginIsEquivalent() {
    #expect(study(arm(noise(1, 8, scale: 0.1)), arm(noise(2, 8, scale: 0.1))).verdicts == [.equivalent(within: 2)])
    let same = arm(noise(3, 8))
    #expect(study(same, same).verdicts == [.equivalent(within: 2)])
  }

  @Test func allSeedsWithoutAnAnswerAreUndecidedAndNeverEqual() {
    let result = study(arm(noise(1, scale: 9)), arm(noise(2, scale: 9)))
    #expect(result.verdicts == [.undecided(seeds: 20)])
    #expect(result.isDecided)
  }

  @Test func sevenSeedsAreNoLook() {
    let result = study(arm(noise(1, 7, shift: 50)), arm(noise(2, 7)))
    #expect(result.verdicts == [.open(nextLook: 8)])
    #expect(result.comparisons[0].looks.isEmpty)
    #expect(result.adjusted[0].value == 1)
    #expect(result.wanted == [[108], [108]])
  }

  @Test func aHoleDelaysItsLookAndIsAskedFor() {
    var first = arm(noise(1, shift: 50))
    first[103] = nil
    let result = study(first, arm(noise(2)))
    #expect(result.comparisons[0].looks.isEmpty)
    #expect(result.wanted == [[103], []])
    first[103] = .value(50)
    #expect(study(first, arm(noise(2))).verdicts == [.different(firstIsLarger: true)])
  }

  @Test func theOrderOfArrivalChangesNoLookEvenWhereItDependsOnTheResults() {
    let (first, second) = (arm(noise(4, shift: 1)), arm(noise(5)))
    let whole = SequentialComparison(first, second, design: Self.design)
    // The largest differences arrive first.
    let order = Self.design.seeds.sorted { one, other in
      func difference(_ seed: Int) -> Double {
        guard case .value(let x)? = first[seed], case .value(let y)? = second[seed] else { return 0 }
        return x - y
      }
      return difference(one) > difference(other)
    }
    #expect(order != Self.design.seeds)
    for arrived in 0...order.count {
      let seeds = Set(order.prefix(arrived))
      let partial = SequentialComparison(
        first.filter { seeds.contains($0.key) }, second.filter { seeds.contains($0.key) }, design: Self.design)
      let complete = Self.design.seeds.prefix { seeds.contains($0) }.count
      #expect(partial.looks == Array(whole.looks.prefix(Self.design.looks.count { $0 <= complete })))
    }
  }

  @Test func resultsBeyondTheDesignChangeNothing() {
    let (first, second) = (arm(noise(4)), arm(noise(5)))
    var more = first
    more[999] = .value(1e6)
    #expect(
      SequentialComparison(first, second, design: Self.design)
        == SequentialComparison(more, second, design: Self.design))
  }

  @Test func aDivergedRunCountsAsTheDesignSays() throws {
    var first = arm(noise(1, 8))
    first[102] = .diverged
    let worst = try #require(study(first, arm(noise(2, 8))).comparisons[0].looks.first)
    #expect(worst.pairs.count == 8)
    #expect(worst.pairs.first[1] == 100)
    let excluding = try SequentialDesign(
      seeds: Self.design.seeds, looks: Self.design.looks, comparisons: 1, divergences: .exclude)
    let look = try #require(SequentialComparison(first, arm(noise(2, 8)), design: excluding).looks.first)
    #expect(look.seeds == 8)
    #expect(look.pairs.count == 7)
    // Without the planned number of pairs the sum over the looks holds.
    let p = try look.pairs.tTest().p().value
    #expect(look.p.value >= min(1, 3 * p))
  }

  @Test func armsOfDivergedRunsAloneAreUndecidedWhereTheyAreExcluded() throws {
    let excluding = try SequentialDesign(
      seeds: Self.design.seeds, looks: Self.design.looks, comparisons: 1, divergences: .exclude)
    let diverged = arm(noise(1)).mapValues { _ in Outcome.value(.nan) }
    let result = SequentialStudy([diverged, arm(noise(2))], pairs: Self.pair, design: excluding)
    #expect(result.verdicts == [.undecided(seeds: 20)])
    #expect(result.comparisons[0].looks.isEmpty)
    #expect(result.isDecided)
  }

  @Test func differencesThatAreAllTheSameAreLeftToTheSignFlips() throws {
    let (ones, zeros) = (arm(Array(repeating: 1, count: 8)), arm(Array(repeating: 0, count: 8)))
    let look = try #require(SequentialComparison(ones, zeros, design: Self.design).looks.first)
    #expect(look.p.value == 3 * SignFlips.smallestP(8).value)
  }

  @Test func onlyOpenComparisonsAskForSeeds() throws {
    let design = try SequentialDesign(
      seeds: Self.design.seeds, looks: Self.design.looks, comparisons: 2, divergences: .exclude)
    let arms = [arm(noise(1, 8)), arm(noise(2, 8, scale: 9)), arm(noise(3, 8, shift: 40))]
    let result = SequentialStudy(arms, pairs: [.init(1, 0), .init(2, 0)], design: design)
    #expect(result.verdicts == [.open(nextLook: 12), .different(firstIsLarger: true)])
    #expect(result.wanted == [[109, 110, 111, 112], [109, 110, 111, 112], []])
  }

  @Test func aDesignThatCannotWorkIsRefused() {
    typealias Invalid = SequentialDesign.Invalid
    func make(_ seeds: [Int], _ looks: [Int], _ comparisons: Int = 1, margin: Double? = nil) throws {
      _ = try SequentialDesign(
        seeds: seeds, looks: looks, comparisons: comparisons, margin: margin, divergences: .exclude)
    }
    #expect(throws: Invalid.looks([8, 8])) { try make(Array(1...8), [8, 8]) }
    #expect(throws: Invalid.looks([3])) { try make(Array(1...3), [3]) }
    #expect(throws: Invalid.looks([])) { try make([], []) }
    #expect(throws: Invalid.seeds(needed: 8, distinct: 7)) { try make(Array(1...7) + [7], [8]) }
    #expect(throws: Invalid.comparisons(0)) { try make(Array(1...8), [8], 0) }
    #expect(throws: Invalid.margin(-1)) { try make(Array(1...8), [8], margin: -1) }
  }

  @Test func aDesignSaysAtWhichLooksItCanDecide() throws {
    let design = try SequentialDesign(
      seeds: Array(1...20), looks: [5, 10, 20], comparisons: 1, divergences: .exclude)
    #expect(design.decisiveLooks == [10, 20])
    #expect(Self.design.decisiveLooks == [8, 12, 20])
    #expect(SequentialDesign.defaultLooks(upTo: 20) == [8, 12, 20])
    #expect(SequentialDesign.defaultLooks(upTo: 25) == [8, 12, 20, 25])
  }
}
