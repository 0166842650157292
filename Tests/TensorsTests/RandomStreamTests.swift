import Tensors
import TestSupport
import Testing

@Suite struct RandomStreamTests {
  private func first(_ count: Int, seed: Int, name: String) -> [UInt64] {
    let stream = RandomStream(seed: seed, name: name)
    return (0..<count).map { _ in stream.next() }
  }

  /// The numbers come from a separate implementation of Philox4x32-10, FNV-1a and SplitMix64's finalizer. They decide
  /// the result of every trial and never change.
  @Test func theFirstNumbersAreTheSameForever() {
    #expect(first(3, seed: 0, name: "order") == [0x6161_7ce0_742c_92f4, 0x2c7d_c31d_1a83_4744, 0x062a_3084_0111_80d1])
    #expect(first(3, seed: 7, name: "order") == [0xcff2_2f46_8917_ba05, 0x5952_1e11_c1f4_ccf1, 0x0177_7987_cb51_e9ba])
    #expect(first(3, seed: 7, name: "noise") == [0x6054_519e_4888_a928, 0x1fe7_97a9_81e5_31be, 0x0a77_d474_ee67_0c4b])
  }

  /// Uniform numbers on [0, 1] are whole multiples of 2⁻²⁴, again from the separate implementation.
  @Test func theFirstNumbersOfAStepAreTheSameForever() {
    let stream = RandomStream(seed: 7, name: "order")
    let drawn = Tape(gradients: false).uniform([70], from: 0, to: 1, stream).elements.map { $0 * 0x1p24 }
    let known: [Int: Float] = [
      0: 8_984_506, 1: 12_711_116, 15: 7_610_383, 16: 13_627_951, 63: 12_661_320, 64: 11_968_388,
    ]
    for (index, number) in known { #expect(drawn[index] == number, "number \(index)") }
    #expect(stream.block.words[1] == 32)
  }

  @Test func aRewoundStreamBeginsAgain() {
    let stream = RandomStream(seed: 7, name: "order")
    let drawn = [stream.next(), stream.next()]
    _ = Tape(gradients: false).normal([100], stream)
    stream.rewind()
    #expect([stream.next(), stream.next()] == drawn)
  }

  @Test func aRestartedStreamIsTheOtherOneFromItsBeginning() {
    let stream = RandomStream(seed: 3, name: "noise")
    _ = stream.next()
    stream.restart(seed: 7, name: "order")
    #expect((0..<3).map { _ in stream.next() } == first(3, seed: 7, name: "order"))
  }

  @Test func drawingFromOneStreamDoesNotMoveAnother() {
    let (noise, order) = (RandomStream(seed: 7, name: "noise"), RandomStream(seed: 7, name: "order"))
    for _ in 1...10 { _ = noise.next() }
    _ = Tape(gradients: false).normal([100], noise)
    #expect((0..<3).map { _ in order.next() } == first(3, seed: 7, name: "order"))
  }

  @Test func streamsOfOtherSeedsAndNamesAreUncorrelated() {
    let streams = [(0, "a"), (1, "a"), (0, "b"), (1, "b"), (-1, "a")].map { seed, name in
      Tape(gradients: false).normal([4096], RandomStream(seed: seed, name: name)).elements.map(Double.init)
    }
    for (index, one) in streams.enumerated() {
      for other in streams[(index + 1)...] {
        let correlation = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } / 4096
        #expect(abs(correlation) < 5 / 64, "five standard errors")
      }
    }
  }

  @Test func aCopyOfItsBlockContinuesTheStream() {
    let variables = Variables()
    let stream = RandomStream(seed: 3, name: "order", in: variables)
    #expect(variables.states.map(\.name) == ["random/order"])
    for _ in 1...5 { _ = stream.next() }
    _ = Tape(gradients: false).uniform([10], from: 0, to: 1, stream)
    let copy = RandomStream(seed: 99, name: "other")
    copy.block.bytes.copyMemory(from: UnsafeRawBufferPointer(stream.block.bytes))
    #expect((0..<4).map { _ in copy.next() } == (0..<4).map { _ in stream.next() })
  }

  @Test func uniformNumbersFillTheirRange() {
    let drawn = Tape(gradients: false).uniform([10_000], from: -2, to: 3, RandomStream(seed: 1, name: "u")).elements
    #expect(drawn.allSatisfy { $0 >= -2 && $0 <= 3 })
    #expect(drawn.min()! < -1.99 && drawn.max()! > 2.99)
    #expect(abs(mean(drawn) - 0.5) < 5 * 5 / 346.4, "five standard errors: 5 / √12 / 100 each")
  }

  @Test func normalNumbersHaveMeanZeroAndDeviationOne() {
    let drawn = Tape(gradients: false).normal([10_000], RandomStream(seed: 1, name: "n")).elements
    #expect(abs(mean(drawn)) < 0.05)
    #expect(abs(mean(drawn.map { $0 * $0 }) - 1) < 0.07)
    #expect(abs(mean(drawn.map { $0 * $0 * $0 * $0 }) - 3) < 0.5)
  }

  private func mean(_ numbers: [Float]) -> Double { numbers.reduce(0) { $0 + Double($1) } / Double(numbers.count) }

  @Test func uniformNumbersFillTheirRangeEvenly() {
    let stream = RandomStream(seed: 3, name: "uniform")
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<20_000 {
      let number = stream.uniform(from: -2, to: 3)
      #expect(number >= -2 && number < 3)
      counts[Int((number + 2) * 2)] += 1
    }
    // 2,000 each, with a standard deviation of 42.
    for count in counts { #expect(abs(count - 2000) < 4 * 43) }
  }

  @Test func integersFillTheirRangeEvenly() {
    let stream = RandomStream(seed: 3, name: "integers")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<14_000 { counts[stream.integer(in: -3..<4) + 3] += 1 }
    for count in counts { #expect(abs(count - 2000) < 4 * 42) }
    #expect(stream.integer(in: 5..<6) == 5)
  }
}
