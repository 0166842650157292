import Testing

@testable import Tensors

@Suite struct ReuseDistanceTests {
  @Test func anOperandIsAsFarAwayAsWhatWasTouchedSinceAndWithIt() {
    // 100 bytes each: a; b; c; then a again.
    let (a, b, c) = (0..<100, 100..<200, 200..<300)
    let distances = ReuseDistance.distances([[a], [b], [c], [a, b]])
    // The program repeats: a was touched by the instruction before.
    #expect(distances[0] == [100])
    // Since the last one touched b: a.
    #expect(distances[1] == [200])
    // Since c: a and b, once each.
    #expect(distances[2] == [300])
    // Beside each other; since a: b and c, of which b is this instruction's own; since b: c.
    #expect(distances[3] == [300, 300])
  }

  @Test func memoryThatIsTouchedTwiceInARowCountsOnce() {
    let (a, b) = (0..<64, 64..<128)
    let distances = ReuseDistance.distances([[a], [b], [b], [b], [a]])
    #expect(distances[4] == [128])
    #expect(distances[0] == [64])
  }

  @Test func anOperandOverSeveralPiecesHasTheirMeanDistance() {
    // The halves of the last instruction's operand were touched at different times.
    let distances = ReuseDistance.distances([[0..<100], [200..<300], [100..<200], [0..<200]])
    // The first half: 200 of its own and 100 since; the second: 200 of its own.
    #expect(distances[3] == [250])
    // A half of it, touched by the instruction before.
    #expect(distances[0] == [100])
  }

  @Test func operandsThatAreTheSameMemoryTouchItOnce() {
    let distances = ReuseDistance.distances([[0..<100, 0..<100], [100..<200]])
    #expect(distances[0] == [200, 200])
  }

  @Test func anEmptyOperandIsNowhere() {
    #expect(ReuseDistance.distances([[0..<0], [0..<64]]) == [[0], [64]])
  }
}
