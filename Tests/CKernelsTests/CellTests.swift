import CKernels
import Glibc
import Testing

@Suite struct CellTests {
  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// h' and c' of one row; `pre` holds i, f, g, o.
  private func lstm(pre: ArraySlice<Double>, c: ArraySlice<Double>) -> (h: [Double], c: [Double]) {
    let hidden = c.count
    let (pre, c) = (Array(pre), Array(c))
    let memory = (0..<hidden).map { j in
      Self.sigmoid(pre[hidden + j]) * c[j] + Self.sigmoid(pre[j]) * tanh(pre[2 * hidden + j])
    }
    return ((0..<hidden).map { Self.sigmoid(pre[3 * hidden + $0]) * tanh(memory[$0]) }, memory)
  }

  @Test(arguments: Body.all, [1, 16, 19])
  func theLSTMCellAndItsGradientsByDifferences(on body: Body, hidden: Int) throws {
    let batch = 2
    let size = batch * hidden
    var generator = TestGenerator(UInt64(hidden))
    let pre = generator.floats(4 * size, in: -2...2)
    let c = generator.floats(size)
    let (dh, dc) = (generator.floats(size), generator.floats(size))

    func outputs(_ point: [Double]) -> (h: [Double], c: [Double]) {
      let rows = (0..<batch).map { row in
        lstm(
          pre: point[4 * hidden * row..<4 * hidden * (row + 1)],
          c: point[4 * size + hidden * row..<4 * size + hidden * (row + 1)])
      }
      return (rows.flatMap(\.h), rows.flatMap(\.c))
    }
    let point = pre.doubles + c.doubles
    let (newH, newC, gates) = (Block(floats: size), Block(floats: size), Block(floats: 4 * size))
    try body.run(.lstmCell, [newH, newC, gates, Block(pre), Block(c)], [batch, hidden])
    expectClose(newH.elements(), outputs(point).h, relative: 2e-6)
    expectClose(newC.elements(), outputs(point).c, relative: 2e-6)

    for withMemoryGradient in [true, false] {
      let gradient = centralDifferences(at: point) { point in
        let (h, c) = outputs(point)
        return zip(h, dh.doubles).map(*).reduce(0, +)
          + (withMemoryGradient ? zip(c, dc.doubles).map(*).reduce(0, +) : 0)
      }
      let (dpre, dold) = (Block(floats: 4 * size), Block(floats: size))
      let dnewC = withMemoryGradient ? Block(dc) : nil
      try body.run(.lstmCellBackward, [dpre, dold, Block(dh), dnewC, gates, newC, Block(c)], [batch, hidden])
      expectClose(dpre.elements() + dold.elements(), gradient, relative: 1e-5, absolute: 1e-6)
    }
  }

  /// h' of one row; the gates are r, z, n.
  private func gru(input: [Double], recurrent: [Double], h: [Double]) -> [Double] {
    let hidden = h.count
    return (0..<hidden).map { j in
      let r = Self.sigmoid(input[j] + recurrent[j])
      let z = Self.sigmoid(input[hidden + j] + recurrent[hidden + j])
      let n = tanh(input[2 * hidden + j] + r * recurrent[2 * hidden + j])
      return (1 - z) * n + z * h[j]
    }
  }

  @Test(arguments: Body.all, [1, 16, 19])
  func theGRUCellAndItsGradientsByDifferences(on body: Body, hidden: Int) throws {
    let batch = 2
    let size = batch * hidden
    var generator = TestGenerator(UInt64(hidden))
    let input = generator.floats(3 * size, in: -2...2)
    let recurrent = generator.floats(3 * size, in: -2...2)
    let h = generator.floats(size)
    let dh = generator.floats(size)

    func output(_ point: [Double]) -> [Double] {
      (0..<batch).flatMap { row in
        let gates = 3 * hidden * row..<3 * hidden * (row + 1)
        return gru(
          input: Array(point[gates]), recurrent: Array(point[3 * size..<6 * size][gates.shifted(by: 3 * size)]),
          h: Array(point[6 * size + hidden * row..<6 * size + hidden * (row + 1)]))
      }
    }
    let point = input.doubles + recurrent.doubles + h.doubles
    let (newH, saved) = (Block(floats: size), Block(floats: 4 * size))
    try body.run(.gruCell, [newH, saved, Block(input), Block(recurrent), Block(h)], [batch, hidden])
    expectClose(newH.elements(), output(point), relative: 2e-6, absolute: 1e-6)

    let gradient = centralDifferences(at: point) { zip(output($0), dh.doubles).map(*).reduce(0, +) }
    let (dinput, drecurrent, dold) = (Block(floats: 3 * size), Block(floats: 3 * size), Block(floats: size))
    try body.run(.gruCellBackward, [dinput, drecurrent, dold, Block(dh), saved, Block(h)], [batch, hidden])
    expectClose(
      dinput.elements() + drecurrent.elements() + dold.elements(), gradient, relative: 1e-5, absolute: 1e-6)
  }
}

extension Range where Bound == Int {
  fileprivate func shifted(by distance: Int) -> Range { lowerBound + distance..<upperBound + distance }
}
