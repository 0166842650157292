import Tensors
import TestSupport
import Testing

@Suite struct ProductTests {
  @Test(arguments: [Activation.none, .relu, .tanh, .sigmoid])
  func gradientsOfLinearLayers(_ activation: Activation) {
    // With these values no sum is within 0.08 of 0, where `relu` has its kink.
    expectGradients([3, 5], [5, 4], [4], over: -1.2...1.3) { $0[0].linear($0[1], bias: $0[2], activation: activation) }
    expectGradients([3, 5], [5, 4], over: -1.2...1.3) { $0[0].linear($0[1], activation: activation) }
  }

  @Test func aSingleRowAndASingleColumn() {
    expectGradients([1, 5], [5, 4], [4]) { $0[0].linear($0[1], bias: $0[2]) }
    expectGradients([6, 5], [5, 1], [1]) { $0[0].linear($0[1], bias: $0[2]) }
  }

  @Test func aWeightThatIsUsedTwice() {
    expectGradients([3, 4], [4, 4], [4], over: -0.7...0.8) { p in
      p[0].linear(p[1], bias: p[2], activation: .tanh).linear(p[1], bias: p[2], activation: .tanh)
    }
  }

  @Test func anInputThatIsUsedTwice() {
    expectGradients([3, 4], [4, 2], [4, 2]) { p in p[0].linear(p[1]) * p[0].linear(p[2]) }
  }

  @Test func aConstantInputGetsNoGradient() {
    let constant = Block.of((0..<6).map { Float($0) - 2.5 })
    let variables = Variables.spread([[3, 2], [2]], over: -1...1)
    GradientCheck.expectGradients(of: variables) { tape in
      let p = variables.parameters.map(tape.tensor)
      return tape.tensor(constant, [2, 3]).linear(p[0], bias: p[1], activation: .sigmoid)
    }
  }

  @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
  func batchedProducts(_ transposeLeft: Bool, _ transposeRight: Bool) {
    let (batch, m, k, n) = (2, 3, 4, 5)
    let left: Shape = transposeLeft ? [batch, k, m] : [batch, m, k]
    let right: Shape = transposeRight ? [batch, n, k] : [batch, k, n]
    let product: ([Tensor]) -> Tensor = {
      $0[0].batchedProduct($0[1], transposeLeft: transposeLeft, transposeRight: transposeRight)
    }
    expectGradients(left, right) { product($0) }

    func element(_ index: Int) -> Float { Float(index * 7 % 13) - 6 }
    let got = result(
      of: (left, (0..<left.count).map(element)), (right, (0..<right.count).map(element)), by: product)
    let want = (0..<batch).flatMap { b in
      (0..<m).flatMap { i in
        (0..<n).map { j in
          (0..<k).reduce(Float(0)) { sum, l in
            sum + element(b * m * k + (transposeLeft ? l * m + i : i * k + l))
              * element(b * k * n + (transposeRight ? j * k + l : l * n + j))
          }
        }
      }
    }
    #expect(got == want)
  }

  @Test func aBatchTimesItself() {
    expectGradients([2, 3, 3]) { $0[0].batchedProduct($0[0]) }
    expectGradients([2, 3, 4]) { $0[0].batchedProduct($0[0], transposeRight: true) }
    expectGradients([2, 3, 4]) { $0[0].batchedProduct($0[0], transposeLeft: true) }
  }
}
