import Testing

@testable import Statistics

/// Error rates, coverage and power of the sequential rule by simulation with fixed random numbers.
@Suite struct SequentialSimulationTests {
  private static let design = try! SequentialDesign(
    seeds: Array(1...20), looks: [8, 12, 20], comparisons: 1, divergences: .exclude)

  /// A comparison of `seeds` paired differences with an arm of zeros.
  private static func comparison(
    _ design: SequentialDesign, _ draw: () -> Double
  ) -> SequentialComparison {
    let first = Dictionary(uniqueKeysWithValues: design.seeds.map { ($0, Outcome.value(draw())) })
    return SequentialComparison(first, first.mapValues { _ in .value(0) }, design: design)
  }

  private static func bound(_ rate: Double, _ repeats: Int) -> Double {
    rate + 3 * (rate * (1 - rate) / Double(repeats)).squareRoot()
  }

  @Test(arguments: NullShape.allCases.filter(\.isSymmetric)) func symmetricDifferencesAlarmAtMostAtTheLevel(
    shape: NullShape
  ) {
    var random = CounterRandom(seed: 1)
    let repeats = 1500
    let p = (0..<repeats).map { _ in Self.comparison(Self.design) { shape.draw(&random) }.p.value }
    for level in [0.01, 0.05, 0.2] {
      let share = Double(p.count { $0 <= level }) / Double(repeats)
      #expect(share <= Self.bound(level, repeats), "\(shape) at \(level): \(share)")
    }
  }

  /// Arms of one mean and different shapes: the page says that the rule's alarms lie above α there, and how far.
  @Test(arguments: [(NullShape.exponential, 0.05, 0.11), (.lognormal, 0.07, 0.17)])
  func skewedDifferencesAlarmAboveTheLevelAsStated(shape: NullShape, low: Double, high: Double) {
    var random = CounterRandom(seed: 2)
    let repeats = 1500
    var (alarms, alarmsOfT, skewed) = (0, 0, 0)
    for _ in 0..<repeats {
      let comparison = Self.comparison(Self.design) { shape.draw(&random) }
      if comparison.p.value <= 0.05 { alarms += 1 }
      let smallest = comparison.looks.compactMap { try? $0.pairs.tTest().p() }.min()
      if let smallest, smallest <= PValue(clamping: Self.design.levelOfEachLook.alpha) { alarmsOfT += 1 }
      if let skewness = comparison.looks.last?.pairs.differences.skewness, abs(skewness) > 1 { skewed += 1 }
    }
    let share = Double(alarms) / Double(repeats)
    #expect(share > low && share < high, "\(shape): \(share)")
    // The corrected form and the sign flips take alarms away, and the skewness says where to mistrust the rest.
    #expect(Double(alarmsOfT) > 1.3 * Double(alarms), "\(shape): \(alarmsOfT) of t, \(alarms)")
    #expect(2 * skewed > repeats, "\(shape): \(skewed)")
  }

  @Test func theTTestAloneKeepsTheLevelForNormalDifferences() {
    var random = CounterRandom(seed: 3)
    let repeats = 10_000
    let looks = Self.design.looks
    let each = PValue(clamping: Self.design.levelOfEachLook.alpha)
    let alarms = (0..<repeats).count { _ in
      let values = (0..<20).map { _ in random.normal() }
      return looks.contains { n in
        guard let estimate = try? Sample(Array(values.prefix(n)))?.meanEstimate() else { return false }
        return estimate.p() <= each
      }
    }
    let share = Double(alarms) / Double(repeats)
    #expect(share <= Self.bound(0.05, repeats) && share >= 0.1 - Self.bound(0.05, repeats), "\(share)")
  }

  @Test(arguments: [0, 0.5, 1]) func repeatedIntervalsCoverWhereTheRunStops(effect: Double) {
    var random = CounterRandom(seed: 4)
    let repeats = 600
    let covered = (0..<repeats).count { _ in
      let comparison = Self.comparison(Self.design) { effect + random.normal() }
      let stop = comparison.looks.first { $0.p.value <= 0.05 } ?? comparison.looks.last
      return stop?.interval?.contains(effect) ?? false
    }
    let misses = Double(repeats - covered) / Double(repeats)
    #expect(misses <= Self.bound(0.05, repeats), "\(misses)")
  }

  /// Power and mean seeds of the t test at looks 5, 10, 20, 40, as the table of the rule states them.
  @Test(arguments: [(0.5, 0.76, 30.0), (0.8, 0.99, 19.0), (1.0, 1.0, 14.0), (2.0, 1.0, 6.8)])
  func powerAndSeedsAreThoseOfTheTable(effect: Double, power: Double, seeds: Double) {
    var random = CounterRandom(seed: 5)
    let repeats = 1500
    var (found, used) = (0, 0)
    for _ in 0..<repeats {
      let values = (0..<40).map { _ in effect + random.normal() }
      let stop = [5, 10, 20, 40].first { n in
        guard let estimate = try? Sample(Array(values.prefix(n)))?.meanEstimate() else { return false }
        return estimate.p().value <= 0.0150
      }
      if stop != nil { found += 1 }
      used += stop ?? 40
    }
    #expect(
      abs(Double(found) / Double(repeats) - power) < 0.02 + 3 * (power * (1 - power) / Double(repeats)).squareRoot())
    #expect(abs(Double(used) / Double(repeats) - seeds) < 0.06 * seeds, "\(Double(used) / Double(repeats))")
  }

  @Test func aFamilyAlarmsAtMostAtTheLevel() throws {
    let design = try SequentialDesign(
      seeds: Array(1...12), looks: [8, 12], comparisons: 10, divergences: .exclude)
    let pairs = (1...10).map { ArmPair($0, 0) }
    var random = CounterRandom(seed: 6)
    let repeats = 300
    let alarms = (0..<repeats).count { _ in
      let arms = (0...10).map { _ in
        Dictionary(uniqueKeysWithValues: design.seeds.map { ($0, Outcome.value(random.normal())) })
      }
      return SequentialStudy(arms, pairs: pairs, design: design).adjusted.contains {
        $0.isSignificant(at: design.level)
      }
    }
    #expect(Double(alarms) / Double(repeats) <= Self.bound(0.05, repeats))
  }

  @Test func twoStagesCoverAndUseAsManySeedsAsStated() throws {
    let stein = try #require(SteinTwoStage(halfWidth: 0.5))
    var random = CounterRandom(seed: 7)
    let repeats = 2000
    var (covered, used) = (0, 0)
    for _ in 0..<repeats {
      let pilot = (0..<10).map { _ in random.normal() }
      let needed = try #require(stein.seeds(after: try sample(pilot)))
      used += needed
      let all = try sample(pilot + (10..<needed).map { _ in random.normal() })
      if try #require(stein.interval(of: all, pilot: try sample(pilot))).contains(0) { covered += 1 }
    }
    #expect(1 - Double(covered) / Double(repeats) <= Self.bound(0.05, repeats))
    #expect(abs(Double(used) / Double(repeats) - 21) < 1)
  }
}
