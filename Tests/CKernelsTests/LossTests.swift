import CKernels
import Glibc
import Testing

@Suite struct LossTests {
  private func logSoftmax(_ x: [Double]) -> [Double] {
    let largest = x.max() ?? 0
    let logSum = log(x.map { exp($0 - largest) }.reduce(0, +))
    return x.map { $0 - largest - logSum }
  }

  private func rows<Value>(_ x: [Value], _ width: Int) -> [[Value]] {
    stride(from: 0, to: x.count, by: width).map { Array(x[$0..<$0 + width]) }
  }

  @Test(arguments: Body.all)
  func logSoftmaxAndItsGradientMatchTheirDefinition(on body: Body) throws {
    for (n, width) in [(1, 1), (3, 2), (5, 10), (2, 16), (3, 17), (2, 1000)] {
      var generator = TestGenerator(UInt64(width))
      let x = generator.floats(n * width, in: -20...20)
      let y = Block(floats: n * width)
      try body.run(.logSoftmax, [y, Block(x)], [n, width])
      expectClose(y.elements(), rows(x.doubles, width).flatMap(logSoftmax), relative: 1e-6, absolute: 1e-6)

      let dy = generator.floats(n * width)
      let dx = Block(floats: n * width)
      try body.run(.logSoftmaxBackward, [dx, Block(dy), y], [n, width])
      let wanted = zip(rows(dy.doubles, width), rows(y.elements().doubles, width)).flatMap { dy, y in
        let sum = dy.reduce(0, +)
        return zip(dy, y).map { $0 - exp($1) * sum }
      }
      expectClose(dx.elements(), wanted, relative: 1e-5, absolute: 1e-6)
    }
  }

  @Test(arguments: Body.all)
  func logSoftmaxSurvivesLargeScoresAndShowsDivergence(on body: Body) throws {
    let y = Block(floats: 6)
    try body.run(.logSoftmax, [y, Block([1e30, -1e30, 0, .nan, 0, 1] as [Float])], [2, 3])
    #expect(y.elements()[..<3] == [0, -2e30, -1e30])
    #expect(y.elements()[3...].allSatisfy { $0.isNaN })
  }

  @Test(arguments: Body.all)
  func theNegativeLogLikelihoodPicksTheLabels(on body: Body) throws {
    let logProbability: [Float] = [-1, -2, -3, -4, -5, -6]
    let label = Block([2, 0] as [Int32])
    let loss = Block(floats: 1)
    try body.run(.negativeLogLikelihood, [loss, Block(logProbability), label], [2, 3], [0.5])
    #expect(loss.elements() == [3.5] as [Float])
    let dx = Block(floats: 6)
    try body.run(.negativeLogLikelihoodBackward, [dx, Block([2] as [Float]), label], [2, 3], [0.5])
    #expect(dx.elements() == [0, 0, -1, -1, 0, 0] as [Float])
  }

  @Test(arguments: Body.all)
  func crossEntropyIsTheLikelihoodOfTheSoftmax(on body: Body) throws {
    for (n, width) in [(1, 2), (5, 10), (3, 17)] {
      var generator = TestGenerator(UInt64(width))
      let logits = generator.floats(n * width, in: -5...5)
      let label = generator.indices(n, below: width)
      func loss(_ x: [Double]) -> Double {
        zip(rows(x, width), label).map { -0.25 * logSoftmax($0)[Int($1)] }.reduce(0, +)
      }
      let got = Block(floats: 1)
      let probability = Block(floats: n * width)
      try body.run(.crossEntropy, [got, probability, Block(logits), Block(label)], [n, width], [0.25])
      expectClose(got.elements(), [loss(logits.doubles)], relative: 1e-6)
      expectClose(
        probability.elements(), rows(logits.doubles, width).flatMap(logSoftmax).map { exp($0) }, relative: 1e-6)
      let dx = Block(floats: n * width)
      let operands = [dx, Block([3] as [Float]), probability, Block(label)]
      try body.run(.crossEntropyBackward, operands, [n, width], [0.25])
      let gradient = centralDifferences(at: logits.doubles, of: loss).map { 3 * $0 }
      expectClose(dx.elements(), gradient, relative: 1e-5, absolute: 1e-6)
    }
  }

  @Test(arguments: Body.all)
  func squaredErrorAndItsGradient(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let a = generator.floats(n)
      let b = generator.floats(n)
      let loss = Block(floats: 1)
      try body.run(.squaredError, [loss, Block(a), Block(b)], [n], [0.5])
      expectClose(loss.elements(), [zip(a.doubles, b.doubles).map { 0.5 * ($0 - $1) * ($0 - $1) }.reduce(0, +)])
      let da = Block(floats: n)
      try body.run(.squaredErrorBackward, [da, Block([3] as [Float]), Block(a), Block(b)], [n], [0.5])
      expectClose(da.elements(), zip(a.doubles, b.doubles).map { 3 * ($0 - $1) })
    }
  }

  @Test(arguments: Body.all)
  func binaryCrossEntropyAndItsGradient(on body: Body) throws {
    for n in sizes {
      var generator = TestGenerator(UInt64(n))
      let p = generator.floats(n, in: 0.01...0.99)
      let t = generator.floats(n, in: 0...1)
      let loss = Block(floats: 1)
      try body.run(.binaryCrossEntropy, [loss, Block(p), Block(t)], [n], [0.5])
      let terms = zip(p.doubles, t.doubles).map { -0.5 * ($1 * log($0) + (1 - $1) * log(1 - $0)) }
      expectClose(loss.elements(), [terms.reduce(0, +)], relative: 1e-6)
      let dp = Block(floats: n)
      try body.run(.binaryCrossEntropyBackward, [dp, Block([3] as [Float]), Block(p), Block(t)], [n], [0.5])
      expectClose(dp.elements(), zip(p.doubles, t.doubles).map { 1.5 * ($0 - $1) / ($0 * (1 - $0)) }, absolute: 1e-6)
    }
  }

  @Test(arguments: Body.all)
  func binaryCrossEntropyClampsItsLogarithmsAt100(on body: Body) throws {
    let loss = Block(floats: 1)
    try body.run(.binaryCrossEntropy, [loss, Block([0, 1, 1] as [Float]), Block([1, 0, 1] as [Float])], [3], [1])
    #expect(loss.elements() == [200] as [Float])
  }
}
