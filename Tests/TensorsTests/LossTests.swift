import Tensors
import TestSupport
import Testing

@Suite struct LossTests {
  private let labels = Block.of([2, 0, 3, 1, 1] as [Int32])

  private func labels(_ tape: Tape) -> Tensor { tape.tensor(labels, [5]) }

  @Test func gradientsOfLogSoftmax() {
    expectGradients([3, 19]) { $0[0].logSoftmax() }
  }

  @Test(arguments: [Reduction.mean, .sum]) func gradientsOfLikelihoods(_ reduction: Reduction) {
    expectGradients([5, 4]) { $0[0].negativeLogLikelihood(labels($0[0].tape), reduction) }
    expectGradients([5, 4]) { $0[0].crossEntropy(labels($0[0].tape), reduction) }
  }

  @Test func crossEntropyIsTheLikelihoodOfTheLogSoftmax() {
    let logits = Block.of((0..<20).map { Float($0 * 7 % 11) - 4 })
    let tape = Tape(gradients: false)
    let x = tape.tensor(logits, [5, 4])
    let (apart, together) = (x.logSoftmax().negativeLogLikelihood(labels(tape)), x.crossEntropy(labels(tape)))
    #expect(abs(apart.elements[0] - together.elements[0]) < 1e-6)
  }

  @Test func gradientsOfPairwiseLosses() {
    let target = Block.of((0..<21).map { Float($0) / 20 })
    expectGradients([21]) { $0[0].meanSquaredError($0[0].tape.tensor(target, [21])) }
    expectGradients([21], over: 0.2...0.8) { $0[0].binaryCrossEntropy($0[0].tape.tensor(target, [21])) }
  }

  @Test func theGradientOfALossIsScaledByLaterOperations() {
    expectGradients([5, 4]) { $0[0].crossEntropy(labels($0[0].tape)).scaled(by: -3) }
    expectGradients([5, 4]) { x in
      let loss = x[0].crossEntropy(labels(x[0].tape))
      return loss * loss
    }
  }
}
