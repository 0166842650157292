import Experiments
import Pictures
import Playing
import Testing

@Suite struct FilmstripTests {
  private func picture(_ number: Int) -> Picture {
    Picture(width: 2, height: 1, channels: .grey, pixels: [UInt8(number >> 8), UInt8(number & 0xFF)])
  }

  /// The numbers of the pictures selected from `count`.
  private func chosen(_ count: Int, limit: Int) -> [Int] {
    var strip = Filmstrip(limit: limit)
    for number in 0..<count { strip.append(picture(number)) }
    return strip.pictures.map { Int($0.pixels[0]) << 8 | Int($0.pixels[1]) }
  }

  @Test func aShortSequenceIsShownWhole() {
    #expect(chosen(0, limit: 4) == [])
    #expect(chosen(1, limit: 4) == [0])
    #expect(chosen(4, limit: 4) == [0, 1, 2, 3])
  }

  @Test(arguments: 2...9) func ofManyPicturesTheFirstTheLastAndEvenlySpacedOnesAreShown(limit: Int) {
    for count in limit...300 {
      let numbers = chosen(count, limit: limit)
      #expect(numbers.count == limit)
      #expect(numbers.first == 0 && numbers.last == count - 1)
      let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
      #expect(steps.min()! > 0, "\(count): \(numbers)")
      // The strip keeps between `limit` and twice as many pictures: a step is one or two of their distances.
      #expect(steps.max()! <= max(3 * steps.min()!, 2 * count / limit + 1), "\(count): \(numbers)")
    }
  }

  @Test func elementsAreChosenEvenlyWithTheLast() {
    #expect([Int]().evenlySpaced(3) == [])
    #expect([1, 2, 3].evenlySpaced(3) == [1, 2, 3])
    #expect([1, 2, 3, 4].evenlySpaced(3) == [1, 2, 4])
    #expect(Array(1...20).evenlySpaced(4) == [5, 10, 15, 20])
  }
}
