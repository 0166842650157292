import Layers
import Tensors
import TestSupport
import Testing

@Suite struct DQNLossTests {
  private let q = Block.of([1, 2, 3, -4] as [Float])
  private let nextQ = Block.of([5, 1, 2, 8] as [Float])
  private let onlineNextQ = Block.of([0, 1, 1, 0] as [Float])
  private let actions = Block.of([1, 0] as [Int32])
  private let reward = Block.of([0.5, 1] as [Float])
  private let done = Block.of([0, 1] as [Float])

  private func value(_ loss: DQNLoss, selecting: Bool = false) -> Float {
    let tape = Tape(gradients: false)
    return loss(
      q: tape.tensor(q, [2, 2]), nextQ: tape.tensor(nextQ, [2, 2]),
      selecting: selecting ? tape.tensor(onlineNextQ, [2, 2]) : nil, actions: tape.tensor(actions, [2]),
      reward: tape.tensor(reward, [2]), done: tape.tensor(done, [2])
    ).elements[0]
  }

  @Test func theNextValueIsTheTargetNetsBest() {
    // Targets 0.5 + 0.5 · 5 = 3 and 1; differences -1 and 2.
    #expect(value(DQNLoss(discount: 0.5)) == 2.5)
  }

  @Test func doubleQLearningLetsTheOnlineNetChoose() {
    // The online net's best action in the first row is 1. The target net's value of that action is 1: target 1,
    // difference 1.
    #expect(value(DQNLoss(discount: 0.5), selecting: true) == 2.5)
    #expect(value(DQNLoss(discount: 0.25), selecting: true) == 2.78125)
  }

  @Test func huberIsLinearBeyondOne() {
    #expect(value(DQNLoss(discount: 0.5, difference: .huber)) == 1)
  }

  @Test func theGradientsAreThoseOfTheDifferences() {
    for (difference, want) in [(DQNLoss.Difference.squared, [0, -1, 2, 0] as [Float]), (.huber, [0, -0.5, 0.5, 0])] {
      let variables = Variables()
      let parameter = variables.parameter("q", [2, 2], initial: .values([1, 2, 3, -4]))
      variables.layOut(seed: 1)
      let tape = Tape()
      let loss = DQNLoss(discount: 0.5, difference: difference)(
        q: tape.tensor(parameter), nextQ: tape.tensor(nextQ, [2, 2]), actions: tape.tensor(actions, [2]),
        reward: tape.tensor(reward, [2]), done: tape.tensor(done, [2]))
      tape.backward(from: loss)
      #expect(Array(parameter.gradients.floats) == want)
    }
  }
}
