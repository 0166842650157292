import CAllocationCounter
import CBox2D
import Environments
import Foundation
import LunarLander
import Tensors
import Testing

@Suite struct LunarLanderTests {
  /// The returns of the uniformly random policy, one for each episode.
  private func randomReturns(episodes: Int, seed: Int) -> [Double] {
    let landers = VectorizedEnvironment([LunarLander(stepLimit: 1000)], seed: seed)
    let random = RandomStream(seed: seed, name: "policy")
    var returns: [Double] = []
    while returns.count < episodes {
      landers.actions.integers[0] = Int32(random.integer(in: 0..<4))
      landers.step()
      if landers.hasEnded(0) {
        returns.append(landers.returns[0])
        landers.resetEnded()
      }
    }
    return returns
  }

  @Test func theRandomPolicyHasTheKnownReturnOfThisLibrary() {
    let returns = randomReturns(episodes: 300, seed: 1)
    let mean = returns.reduce(0, +) / 300
    let variance = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299
    // The mean over many episodes is -200.5; the bound is four standard errors of these episodes.
    #expect(abs(mean + 200.5) < 4 * (variance / 300).squareRoot(), "\(mean)")
    #expect((variance / 300).squareRoot() < 12)
  }

  /// Slow: a minute or two in a debug build.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["REGNORM_SLOW_TESTS"] != nil, "set REGNORM_SLOW_TESTS=1"))
  func theRandomPolicyEarnsMinus200Over8000Episodes() {
    let returns = randomReturns(episodes: 8000, seed: 2)
    let mean = returns.reduce(0, +) / 8000
    let variance = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7999
    print("random policy over 8,000 episodes: \(mean) ± \((variance / 8000).squareRoot())")
    #expect(abs(mean + 200.5) <= 6)
  }

  private func fly(_ lander: LunarLander, seed: Int, actions: (Int) -> Int) -> [[Float]] {
    let observation = Block(.float32, count: 8)
    var span = observation.floats.mutableSpan
    lander.reset(seed: seed, into: &span)
    var rows: [[Float]] = []
    for step in 0..<1000 {
      let outcome = lander.step(actions(step), into: &span)
      rows.append(Array(observation.floats) + [Float(outcome.reward)])
      if outcome.ended { break }
    }
    return rows
  }

  @Test(arguments: [nil, LunarLanderWind()]) func theSameSeedAndActionsGiveTheSameFlight(wind: LunarLanderWind?) {
    let (first, second) = (LunarLander(stepLimit: 1000, wind: wind), LunarLander(stepLimit: 1000, wind: wind))
    let policy = { (step: Int) in step / 7 % 4 }
    let flight = fly(first, seed: 5, actions: policy)
    _ = fly(second, seed: 6, actions: policy)
    #expect(fly(second, seed: 5, actions: policy) == flight, "an earlier flight leaves no trace")
    #expect(fly(first, seed: 6, actions: policy) != flight)
  }

  @Test func windMovesTheCraft() {
    let calm = fly(LunarLander(stepLimit: 1000), seed: 3) { _ in 0 }
    let windy = fly(LunarLander(stepLimit: 1000, wind: LunarLanderWind(power: 20, turbulence: 0)), seed: 3) { _ in 0 }
    #expect(abs(windy[30][2] - calm[30][2]) > 0.01)
    let still = fly(LunarLander(stepLimit: 1000, wind: LunarLanderWind(power: 0, turbulence: 0)), seed: 3) { _ in 0 }
    // The wind's course takes two random numbers: the flight differs, the ground does not.
    #expect(abs(still[30][2] - calm[30][2]) < 1e-3)
  }

  @Test func aFlightIsCutAtItsLimit() {
    let lander = LunarLander(stepLimit: 20)
    let observation = Block(.float32, count: 8)
    var span = observation.floats.mutableSpan
    // The second episode is as long as the first: the reset's hidden step does not count.
    for seed in 1...2 {
      lander.reset(seed: seed, into: &span)
      for step in 1...20 {
        let outcome = lander.step(2, into: &span)
        #expect(outcome.truncated == (step == 20))
        #expect(!outcome.terminated)
      }
    }
  }

  @Test func aFlightRestoredInTheMiddleGoesOnBitForBit() throws {
    let first = VectorizedEnvironment([LunarLander(stepLimit: 1000), LunarLander(stepLimit: 1000)], seed: 9)
    func advance(_ landers: VectorizedEnvironment, _ steps: Range<Int>) -> [[Float]] {
      steps.map { step in
        landers.resetEnded()
        for copy in 0..<2 { landers.actions.integers[copy] = Int32((step / 5 + copy) % 4) }
        landers.step()
        return Array(landers.observations.floats) + Array(landers.rewards.floats)
      }
    }
    _ = advance(first, 0..<70)
    let second = VectorizedEnvironment([LunarLander(stepLimit: 1000), LunarLander(stepLimit: 1000)], seed: 9)
    try second.restore(first.state)
    #expect(advance(first, 70..<400) == advance(second, 70..<400))
  }

  @Test func aStepAllocatesNothing() {
    let lander = LunarLander(stepLimit: 1000)
    let observation = Block(.float32, count: 8)
    var span = observation.floats.mutableSpan
    lander.reset(seed: 1, into: &span)
    for action in 0..<4 { _ = lander.step(action, into: &span) }
    let before = allocations_of_this_thread()
    for step in 0..<40 { _ = lander.step(step % 4, into: &span) }
    #expect(allocations_of_this_thread() == before)
  }
}
