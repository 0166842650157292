import CKernels
import Testing

@Suite struct ImageTests {
  /// batch, height, width, channels, kernelHeight, kernelWidth, stride
  static let convolutions = [
    [2, 7, 7, 3, 2, 2, 1], [1, 9, 6, 17, 3, 2, 2], [3, 4, 5, 1, 4, 5, 1], [2, 8, 8, 2, 4, 4, 4],
  ]

  /// For each element of the columns, the element of the image that it comes from.
  private func sources(_ d: [Int]) -> [Int] {
    var places: [Int] = []
    for image in 0..<d[0] {
      for top in stride(from: 0, through: d[1] - d[4], by: d[6]) {
        for left in stride(from: 0, through: d[2] - d[5], by: d[6]) {
          for y in 0..<d[4] {
            for x in 0..<d[5] {
              for channel in 0..<d[3] {
                places.append(((image * d[1] + top + y) * d[2] + left + x) * d[3] + channel)
              }
            }
          }
        }
      }
    }
    return places
  }

  @Test(arguments: Body.all, convolutions)
  func patchesBecomeRowsAndTheirGradientsAddUp(on body: Body, d: [Int]) throws {
    var generator = TestGenerator(6)
    let x = generator.floats(d[0] * d[1] * d[2] * d[3])
    let places = sources(d)
    let columns = Block(floats: places.count)
    try body.run(.imageToColumns, [columns, Block(x)], d)
    #expect(columns.elements() == places.map { x[$0] })
    var wanted = [Double](repeating: 0, count: x.count)
    for (place, value) in zip(places, columns.elements()) { wanted[place] += Double(value) }
    let dx = Block(floats: x.count)
    try body.run(.columnsToImage, [dx, columns], d)
    expectClose(dx.elements(), wanted)
  }

  @Test(arguments: Body.all, [[2, 4, 6, 1, 2], [1, 5, 7, 16, 2], [2, 7, 6, 19, 3]])
  func poolingTakesTheFirstLargestOfEachWindow(on body: Body, d: [Int]) throws {
    var generator = TestGenerator(7)
    // Few values, so that there are ties.
    let x = generator.indices(d[0] * d[1] * d[2] * d[3], below: 4).map(Float.init)
    var winners: [Int] = []
    for image in 0..<d[0] {
      for top in 0..<d[1] / d[4] {
        for left in 0..<d[2] / d[4] {
          for channel in 0..<d[3] {
            let window = (0..<d[4] * d[4]).map { place in
              ((image * d[1] + top * d[4] + place / d[4]) * d[2] + left * d[4] + place % d[4]) * d[3] + channel
            }
            winners.append(window.reduce(window[0]) { x[$1] > x[$0] ? $1 : $0 })
          }
        }
      }
    }
    let y = Block(floats: winners.count)
    let winner = Block([Int32](repeating: -1, count: winners.count))
    try body.run(.maxPool, [y, winner, Block(x)], d)
    #expect(winner.elements(Int32.self).map(Int.init) == winners)
    #expect(y.elements() == winners.map { x[$0] })
    let dx = Block(floats: x.count)
    try body.run(.maxPoolBackward, [dx, y, winner], d)
    var wanted = [Float](repeating: 0, count: x.count)
    for place in winners { wanted[place] = x[place] }
    #expect(dx.elements() == wanted)
  }
}
