import CAllocationCounter
import Environments
import Tensors
import Testing

@Suite struct VectorizedEnvironmentTests {
  private func carts(_ count: Int, seed: Int = 3, limit: Int = 40) -> VectorizedEnvironment {
    VectorizedEnvironment((0..<count).map { _ in CartPole(stepLimit: limit) }, seed: seed)
  }

  /// Takes steps with actions that depend on the observations, and returns everything that can be seen.
  private func play(_ environments: VectorizedEnvironment, steps count: Int) -> [[Float]] {
    (0..<count).map { step in
      environments.resetEnded()
      for copy in 0..<environments.count {
        let observed = environments.observations.floats[copy * 4 + 2]
        environments.actions.integers[copy] = (observed > 0) != (step % 3 == 0) ? 1 : 0
      }
      environments.step()
      return Array(environments.observations.floats) + Array(environments.rewards.floats)
        + Array(environments.terminated.floats) + Array(environments.truncated.floats)
        + environments.returns.map(Float.init)
    }
  }

  @Test func theSameSeedGivesTheSameEpisodes() {
    #expect(play(carts(3), steps: 200) == play(carts(3), steps: 200))
    #expect(play(carts(3), steps: 5) != play(carts(3, seed: 4), steps: 5))
  }

  @Test func copiesPlayDifferentEpisodesAndTheSameAsAlone() {
    let together = carts(3)
    let alone = carts(1)
    let rows = (0..<3).map { Array(together.observations.floats[$0 * 4..<$0 * 4 + 4]) }
    #expect(Set(rows).count == 3)
    #expect(rows[0] == Array(alone.observations.floats))
  }

  @Test(arguments: [0, 1, 7, 39, 40, 41, 133]) func restoredEnvironmentsGoOnTheSame(cut: Int) throws {
    let whole = carts(3)
    let expected = play(whole, steps: cut + 100)
    let first = carts(3)
    _ = play(first, steps: cut)
    let second = carts(3, seed: 3)
    _ = play(second, steps: 11)
    try second.restore(first.state)
    #expect(second.returns == first.returns)
    #expect((0..<3).map(second.hasEnded) == (0..<3).map(first.hasEnded))
    // The policy depends on the number of the step, with period 3: only a cut at a multiple of 3 continues alike.
    if cut % 3 == 0 { #expect(play(second, steps: 100) == Array(expected[cut...])) }
    #expect(second.state.count > 0)
  }

  @Test func theStartOfAnEpisodeDoesNotDependOnEarlierEpisodes() {
    let (left, right) = (carts(1), carts(1))
    for _ in 0..<3 {
      for (environments, action) in [(left, Int32(0)), (right, 1)] {
        repeat {
          environments.actions.integers[0] = action
          environments.step()
        } while !environments.hasEnded(0)
        environments.resetEnded()
      }
      #expect(Array(left.observations.floats) == Array(right.observations.floats))
    }
  }

  @Test func theLastObservationOfAnEpisodeStaysUntilTheReset() {
    let environments = carts(2, limit: 500)
    while !environments.hasEnded(0) {
      environments.resetEnded()
      environments.actions.integers.update(repeating: 1)
      environments.step()
    }
    #expect(environments.terminated.floats[0] == 1)
    #expect(environments.truncated.floats[0] == 0)
    #expect(abs(environments.observations.floats[2]) > 0.209)
    #expect(Int(environments.returns[0]) == environments.length(of: 0))
    environments.resetEnded()
    #expect(abs(environments.observations.floats[2]) <= 0.05)
    #expect(environments.length(of: 0) == 0)
  }

  @Test func bytesOfOtherEnvironmentsAreRefused() {
    let environments = carts(2)
    let state = environments.state
    for bytes in [[], Array(state.dropLast()), state + [0], carts(1).state, carts(3).state] {
      #expect(throws: EnvironmentStateError.self) { try carts(2).restore(bytes) }
    }
    _ = play(environments, steps: 4)
    var wrong = environments.state
    wrong[24] = 2
    #expect(throws: EnvironmentStateError.self) { try carts(2).restore(wrong) }
  }

  @Test func aStepAllocatesNothing() {
    let environments = carts(4, limit: 500)
    environments.actions.integers.update(repeating: 1)
    environments.step()
    let before = allocations_of_this_thread()
    for _ in 0..<3 { environments.step() }
    #expect(allocations_of_this_thread() == before)
  }
}
