import Tensors
import TestSupport
import Testing

@Suite struct ImageTests {
  @Test func gradientsOfConvolutions() {
    expectGradients([2, 4, 3, 2], [8, 3], [3], over: -0.9...1.1) {
      $0[0].convolution($0[1], bias: $0[2], kernel: 2, activation: .tanh)
    }
    expectGradients([1, 5, 5, 1], [9, 2], over: -0.9...1.1) {
      $0[0].convolution($0[1], bias: nil, kernel: 3, stride: 2)
    }
  }

  @Test func aConvolutionOfAnImageOfOnesSumsTheWeights() {
    let weights: [Float] = [1, 2, 3, 4, 10, 20, 30, 40]
    let ones = [Float](repeating: 1, count: 18)
    // [kernel rows, kernel columns, channels, filters] = [2, 2, 2, 1].
    let sums = result(of: ([1, 3, 3, 2], ones), ([8, 1], weights)) { $0[0].convolution($0[1], bias: nil, kernel: 2) }
    #expect(sums == [110, 110, 110, 110])
  }

  @Test func gradientsOfMaxPoolingWithRemaindersDropped() {
    expectGradients([2, 5, 7, 3]) { $0[0].maxPool(2) }
    expectGradients([1, 6, 6, 2]) { $0[0].maxPool(3) }
  }

  @Test func maxPoolingTakesTheLargestOfEachWindow() {
    let pooled = result(of: ([1, 3, 5, 1], (0..<15).map { Float($0 * 7 % 15) })) { $0[0].maxPool(2) }
    #expect(pooled == [12, 14])
  }
}
