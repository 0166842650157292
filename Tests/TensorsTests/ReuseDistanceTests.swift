import Testing

@testable import Tensors

@Suite struct ReuseDistanceTests {
  /// The uses of every operand of the last instruction.
  private func last(_ instructions: [[Range<Int>]]) -> [[ReuseDistance.Use]] {
    ReuseDistance.uses(of: instructions).last!
  }

  private func use(_ byteCount: Int, at distance: Int) -> ReuseDistance.Use {
    ReuseDistance.Use(byteCount: byteCount, distance: distance)
  }

  @Test func anOperandsDistanceCountsTheBytesTouchedSinceAndWithIt() {
    let (a, b, c) = (0..<100, 100..<200, 200..<300)
    let uses = ReuseDistance.uses(of: [[a], [b], [c], [a, b]])
    // The program repeats: the instruction before touched a.
    #expect(uses[0] == [[use(100, at: 100)]])
    // Since b was touched last: a. Since c was: a and b, once each.
    #expect(uses[1] == [[use(100, at: 200)]])
    #expect(uses[2] == [[use(100, at: 300)]])
    // Since a: b and c, where b is this instruction's own. Since b: c.
    #expect(uses[3] == [[use(100, at: 300)], [use(100, at: 300)]])
  }

  @Test func memoryThatIsTouchedTwiceInARowCountsOnce() {
    let (a, b) = (0..<64, 64..<128)
    #expect(last([[a], [b], [b], [b], [a]]) == [[use(64, at: 128)]])
  }

  @Test func anOperandFallsIntoThePartsThatWereTouchedApart() {
    #expect(last([[0..<100], [200..<300], [100..<200], [0..<200]]) == [[use(100, at: 300), use(100, at: 200)]])
    // The instruction before touched the whole of which this is a part.
    #expect(ReuseDistance.uses(of: [[0..<100], [0..<200]])[0] == [[use(100, at: 100)]])
  }

  @Test func operandsThatAreTheSameMemoryTouchItOnce() {
    #expect(last([[100..<200], [0..<100, 0..<100]]) == [[use(100, at: 200)], [use(100, at: 200)]])
  }

  @Test func anEmptyOperandHasNoUses() {
    #expect(last([[0..<64], [0..<0]]) == [[]])
  }
}
