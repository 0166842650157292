import CKernels
import Testing

@Suite struct RandomTests {
  /// The known answers that the generator's authors publish with it.
  @Test func theReferenceGivesThePublishedAnswers() {
    #expect(
      Philox.block([0, 0, 0, 0], key: [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let ones = UInt32.max
    #expect(
      Philox.block([ones, ones, ones, ones], key: [ones, ones]) == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      Philox.block([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0])
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test(arguments: Body.all, [0, 0xa409_3822_299f_31d0] as [UInt64])
  func uniformNumbersAreTheBlocksWordsInOrder(on body: Body, key: UInt64) throws {
    for (next, n) in [(0, 1), (7, 64), (0xffff_fffa, 200)] as [(UInt64, Int)] {
      let (y, stream) = (Block(floats: n), Block([key, next]))
      try body.run(.randomUniform, [y, stream], [n], [0, 1])
      let wanted = (0..<n).map { i in
        let counter = next + UInt64(i / 64 * 16 + i % 16)
        let words = [counter, counter >> 32, 0, 0].map { UInt32(truncatingIfNeeded: $0) }
        let keys = [key, key >> 32].map { UInt32(truncatingIfNeeded: $0) }
        return Float(Philox.block(words, key: keys)[i % 64 / 16] >> 8) / 0x1p24
      }
      #expect(y.elements() == wanted)
      #expect(stream.elements(UInt64.self) == [key, next + UInt64((n + 63) / 64 * 16)])
    }
  }

  @Test(arguments: Body.all)
  func uniformNumbersFillTheirRange(on body: Body) throws {
    let n = 100_000
    let (y, stream) = (Block(floats: n), Block([42, 0] as [UInt64]))
    try body.run(.randomUniform, [y, stream], [n], [-3, 5])
    let values = y.elements().doubles
    #expect(values.allSatisfy { $0 >= -3 && $0 <= 5 })
    // The bounds are six standard deviations of the mean and of the variance of 100,000 numbers.
    let mean = values.reduce(0, +) / Double(n)
    #expect(abs(mean - 1) < 6 * 8 / 12.0.squareRoot() / Double(n).squareRoot())
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(n)
    #expect(abs(variance - 64.0 / 12) < 6 * (64.0 * 64 / 180 / Double(n)).squareRoot())
  }

  @Test(arguments: Body.all)
  func normalNumbersHaveTheMomentsOfTheNormalDistribution(on body: Body) throws {
    let n = 200_000
    let (y, stream) = (Block(floats: n), Block([43, 0] as [UInt64]))
    try body.run(.randomNormal, [y, stream], [n], [2, 3])
    let standard = y.elements().map { (Double($0) - 2) / 3 }
    // The bounds are six standard deviations of the k-th moment, sqrt((E[x^2k] - E[x^k]²) / n) each.
    for (power, moment, doubled) in [(1, 0.0, 1.0), (2, 1, 3), (3, 0, 15), (4, 3, 105)] {
      let sample = standard.map { value in (0..<power).reduce(1.0) { product, _ in product * value } }
      let deviation = ((doubled - moment * moment) / Double(n)).squareRoot()
      #expect(abs(sample.reduce(0, +) / Double(n) - moment) < 6 * deviation, "moment \(power)")
    }
    #expect(Double(standard.count { abs($0) < 1 }) / Double(n) - 0.682_689 < 6 * 0.4655 / Double(n).squareRoot())
    // The four numbers of a block are independent of one another.
    for (one, other) in [(0, 16), (0, 32), (16, 48)] {
      let pairs = stride(from: 0, to: n - 64, by: 64).flatMap { group in
        (0..<16).map { standard[group + one + $0] * standard[group + other + $0] }
      }
      let correlation = pairs.reduce(0, +) / Double(pairs.count)
      #expect(abs(correlation) < 6 / Double(pairs.count).squareRoot())
    }
  }

  @Test(arguments: Body.all)
  func aStreamGoesOnWhereItStopped(on body: Body) throws {
    for opcode in [Opcode.randomUniform, .randomNormal] {
      let (whole, stream) = (Block(floats: 192), Block([9, 100] as [UInt64]))
      try body.run(opcode, [whole, stream], [192], [0, 1])
      let (first, second, continued) = (Block(floats: 128), Block(floats: 64), Block([9, 100] as [UInt64]))
      try body.run(opcode, [first, continued], [128], [0, 1])
      try body.run(opcode, [second, continued], [64], [0, 1])
      #expect(first.elements() + second.elements() == whole.elements())
      #expect(continued.elements(UInt64.self) == stream.elements(UInt64.self))
    }
  }
}
