import Testing

@testable import Statistics

/// The repeated level against the table of 200,000 simulated paths that the rule was published with here.
@Suite struct RepeatedLevelTests {
  private static let levels: [(looks: [Int], alpha: Double, each: Double)] = [
    ([5, 10, 20], 0.05, 0.0195), ([5, 10, 20, 40], 0.05, 0.0150), ([10, 20, 40], 0.05, 0.0199),
    ([8, 12, 20, 40], 0.05, 0.0165), ([5, 10, 20], 0.10, 0.0412), ([5, 10, 20, 40], 0.01, 0.0027),
    ([10, 20, 40], 0.005, 0.0018), (Array(5...20), 0.05, 0.0099),
  ]

  @Test(arguments: levels) func theLevelOfEachLookKeepsTheLevelOfAll(looks: [Int], alpha: Double, each: Double) {
    let probability = RepeatedLooks(looks: looks).probability(ofPAtMost: each)
    #expect(abs(probability / alpha - 1) < 0.04, "\(probability)")
  }

  @Test(arguments: [([5, 10, 20, 40], 0.149), ([10, 20, 40], 0.117), (Array(5...20), 0.192)])
  func fivePercentAtEachLookIsMoreThanFivePercent(looks: [Int], alarms: Double) {
    #expect(abs(RepeatedLooks(looks: looks).probability(ofPAtMost: 0.05) - alarms) < 0.003)
  }

  @Test func oneLookHasItsOwnLevel() throws {
    let repeated = RepeatedLevel(looks: [12])
    #expect(abs(repeated.ofEachLook(.fivePercent).alpha - 0.05) < 1e-12)
    let p = try #require(PValue(0.03))
    #expect(repeated.anytime(p) == p)
  }

  @Test func theAnytimePRisesWithPAndStaysBetweenPAndItsSumOverTheLooks() throws {
    let repeated = RepeatedLevel(looks: [8, 12, 20])
    var before = PValue(clamping: 0)
    for p in [0, 1e-12, 1e-8, 2e-7, 1e-5, 1e-3, 0.0165, 0.05, 0.3, 0.9, 1] {
      let anytime = repeated.anytime(try #require(PValue(p)))
      #expect(anytime >= before)
      #expect(anytime.value >= p && anytime.value <= min(1, 3 * p))
      before = anytime
    }
    let level = repeated.ofEachLook(.fivePercent)
    #expect(abs(repeated.anytime(PValue(clamping: level.alpha)).value - 0.05) < 1e-9)
  }
}
