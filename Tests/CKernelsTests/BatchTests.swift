import CKernels
import Glibc
import Testing

@Suite struct BatchTests {
  @Test(arguments: Body.all)
  func imagesAndLabelsAreGatheredThroughTheTable(on body: Body) throws {
    for width in [1, 16, 19] {
      var generator = TestGenerator(UInt64(width))
      let pixels = generator.indices(4 * width, below: 256).map(UInt8.init)
      let table = generator.floats(256)
      let index: [Int32] = [3, 1, 3]
      let y = Block(floats: 3 * width)
      try body.run(.gatherImages, [y, Block(pixels), Block(index), Block(table)], [3, width])
      #expect(y.elements() == index.flatMap { i in (0..<width).map { table[Int(pixels[Int(i) * width + $0])] } })
    }
    let labels = Block([Int32](repeating: -1, count: 3))
    try body.run(.gatherLabels, [labels, Block([7, 0, 255] as [UInt8]), Block([2, 0, 0] as [Int32])], [3])
    #expect(labels.elements(Int32.self) == [255, 7, 7])
  }

  @Test(arguments: Body.all, [3, 256, 600])
  func theShareOfAClassIsItsPartOfTheBatch(on body: Body, classes: Int) throws {
    let label = TestGenerator.labels(50, classes: classes)
    let y = Block(floats: 50)
    try body.run(.logClassShare, [y, Block(label)], [50, classes])
    let wanted = label.map { own in log(Double(label.count { $0 == own }) / 50) }
    expectClose(y.elements(), wanted, relative: 1e-7)
  }
}

extension TestGenerator {
  fileprivate static func labels(_ count: Int, classes: Int) -> [Int32] {
    var generator = TestGenerator(UInt64(classes))
    return generator.indices(count, below: classes)
  }
}
