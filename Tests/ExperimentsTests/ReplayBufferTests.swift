import Tensors
import Testing

@testable import Experiments

@Suite struct ReplayBufferTests {
  private func buffer(capacity: Int, batchSize: Int, adding count: Int) -> ReplayBuffer {
    let buffer = ReplayBuffer(capacity: capacity, stateWidth: 2, batchSize: batchSize, in: Variables())
    let state = Block(.float32, count: 2)
    for number in 0..<count {
      state.floats[0] = Float(number)
      state.floats[1] = -Float(number)
      buffer.begin(state)
      state.floats[0] = Float(number) + 0.5
      buffer.finish(
        action: Int32(number % 3), reward: Float(2 * number), nextState: state,
        isTerminal: number % 4 == 0)
    }
    return buffer
  }

  @Test func aBatchHoldsWholeAndDifferentTransitions() {
    let buffer = buffer(capacity: 100, batchSize: 20, adding: 30)
    #expect(buffer.count == 30)
    let random = RandomStream(seed: 1, name: "replay")
    var seen = Set<Float>()
    for _ in 0..<20 {
      buffer.draw(random)
      let tape = Tape(gradients: false)
      let batch = buffer.batch(on: tape)
      let numbers = stride(from: 0, to: 40, by: 2).map { batch.states.elements[$0] }
      #expect(Set(numbers).count == 20)
      seen.formUnion(numbers)
      for (row, number) in numbers.enumerated() {
        #expect(batch.states.elements[2 * row + 1] == -number)
        #expect(batch.nextStates.elements[2 * row] == number + 0.5)
        #expect(batch.actions.elements[row].bitPattern == UInt32(number) % 3)
        #expect(batch.rewards.elements[row] == 2 * number)
        #expect(batch.terminal.elements[row] == (Int(number) % 4 == 0 ? 1 : 0))
      }
    }
    #expect(seen.count == 30)
  }

  @Test func theOldestTransitionGivesWay() {
    let buffer = buffer(capacity: 10, batchSize: 10, adding: 23)
    #expect(buffer.count == 10)
    buffer.draw(RandomStream(seed: 1, name: "replay"))
    let states = buffer.batch(on: Tape(gradients: false)).states.elements
    #expect(Set(stride(from: 0, to: 20, by: 2).map { states[$0] }) == Set((13..<23).map(Float.init)))
  }

  @Test func explorationDecaysToItsLeastShare() {
    func schedule(_ kind: ExplorationSchedule.Kind, seed: Int) -> ExplorationSchedule {
      ExplorationSchedule(kind, start: 1, end: 0.01, decay: 0.95, seed: seed, episodes: 2000)
    }
    #expect(schedule(.perRun, seed: 5).share(after: 0) == 1)
    #expect(schedule(.perRun, seed: 5).share(after: 2) == 0.95 * 0.95)
    #expect(schedule(.perRun, seed: 5).share(after: 1000) == 0.01)
    #expect(schedule(.published, seed: 1).share(after: 0) == 1)
    #expect(schedule(.published, seed: 2).share(after: 0) == 0.01)
    let short = ExplorationSchedule(.published, start: 1, end: 0.01, decay: 0.95, seed: 3, episodes: 10)
    #expect(abs(short.share(after: 0) - 0.3585) < 1e-4)
  }

  @Test func scoresAreMeansOverWindows() {
    let returns = (1...120).map { Double($0) }
    let scores = DQNScores(returns, solvedReturn: 60)
    #expect(scores.score == 95.5)
    #expect(scores.bestAverage == 70.5)
    #expect(scores.solvedAt == 110)
    let short = DQNScores([1, 2, 6], solvedReturn: 0)
    #expect(short.score == 3 && short.bestAverage == 3 && short.solvedAt == nil)
    #expect(DQNScores(returns, solvedReturn: 71).solvedAt == nil)
  }
}
