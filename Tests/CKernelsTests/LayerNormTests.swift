import CKernels
import Testing

@Suite struct LayerNormTests {
  @Test(arguments: Body.all, [10, 33, 1025])
  func aRowsBitsDoNotDependOnItsNeighbours(on body: Body, columns: Int) throws {
    var generator = TestGenerator(UInt64(columns))
    let rows = 7
    let (gamma, beta) = (generator.floats(columns), generator.floats(columns))
    let (x, dy) = (generator.floats(rows * columns), generator.floats(rows * columns))
    let (together, statistics) = (Block(floats: rows * columns), Block(floats: 2 * rows))
    try body.run(.layerNorm, [together, statistics, Block(x), Block(gamma), Block(beta)], [rows, columns, 1], [1e-5])
    let dx = Block(floats: rows * columns)
    let (dgamma, dbeta) = (Block(floats: columns), Block(floats: columns))
    try body.run(
      .layerNormBackward, [dx, dgamma, dbeta, Block(dy), Block(x), statistics, Block(gamma), together],
      [rows, columns, 0, 1])

    var (apart, moments, dxApart): ([Float], [Float], [Float]) = ([], [], [])
    let (dgammaApart, dbetaApart) = (Block(floats: columns), Block(floats: columns))
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let (y, saved, own) = (Block(floats: columns), Block(floats: 2), Block(Array(x[range])))
      try body.run(.layerNorm, [y, saved, own, Block(gamma), Block(beta)], [1, columns, 1], [1e-5])
      let gradient = Block(floats: columns)
      try body.run(
        .layerNormBackward, [gradient, dgammaApart, dbetaApart, Block(Array(dy[range])), own, saved, Block(gamma), y],
        [1, columns, row == 0 ? 0 : 1, 1])
      apart += y.elements()
      moments += saved.elements()
      dxApart += gradient.elements()
    }
    #expect(together.elements() == apart)
    #expect(statistics.elements() == moments)
    #expect(dx.elements() == dxApart)
    #expect(dgamma.elements() as [Float] == dgammaApart.elements())
    #expect(dbeta.elements() as [Float] == dbetaApart.elements())
  }
}
