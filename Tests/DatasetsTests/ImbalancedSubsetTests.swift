import Testing

@testable import Datasets

@Suite struct ImbalancedSubsetTests {
  /// 3,000 images whose class c has 210 + 20 c of them.
  private let labels: [UInt8] = {
    var labels = (0..<10).flatMap { label in [UInt8](repeating: UInt8(label), count: 210 + 20 * label) }
    var generator = CountingGenerator(state: 3)
    generator.permute(&labels)
    return labels
  }()

  private func subset(_ rareClasses: Int, fraction: Double = 0.01, seed: UInt64 = 1) -> ImbalancedSubset {
    var generator = CountingGenerator(state: seed)
    return ImbalancedSubset(
      labels: labels, classCount: 10, rareClasses: rareClasses, rareFraction: fraction, using: &generator)
  }

  private func kept(_ label: Int, _ subset: ImbalancedSubset) -> [Int32] {
    subset.indices.filter { labels[Int($0)] == label }
  }

  @Test func withoutRareClassesEveryImageIsKeptInItsOrder() {
    #expect(subset(0).indices == (0..<3000).map { Int32($0) })
    #expect(subset(0).rareClasses.isEmpty)
  }

  @Test func rareClassesKeepTheRoundedFractionAndOthersAll() {
    let subset = subset(4, fraction: 0.013)
    #expect(subset.rareClasses.count == 4)
    for label in 0..<10 {
      let size = 210 + 20 * label
      let expected = subset.rareClasses.contains(label) ? Int((0.013 * Double(size)).rounded()) : size
      #expect(kept(label, subset).count == expected)
    }
    #expect(subset.indices == subset.indices.sorted())
  }

  @Test func atLeastOneImageOfARareClassIsKept() {
    #expect(subset(10, fraction: 0).indices.count == 10)
  }

  @Test func rareClassesAndTheirImagesAreNestedInTheirNumber() {
    for count in 0..<10 {
      let (fewer, more) = (subset(count), subset(count + 1))
      #expect(more.rareClasses.starts(with: fewer.rareClasses))
      for label in fewer.rareClasses {
        #expect(kept(label, fewer) == kept(label, more))
      }
    }
  }

  @Test func keptImagesAreNestedInTheFraction() {
    let (fewer, more) = (subset(3, fraction: 0.01), subset(3, fraction: 0.1))
    #expect(Set(fewer.indices).isSubset(of: more.indices))
    #expect(fewer.indices.count < more.indices.count)
  }

  @Test func anotherSeedDrawsOtherClassesAndImages() {
    let (one, other) = (subset(10, seed: 1), subset(10, seed: 2))
    #expect(one == subset(10, seed: 1))
    #expect(one.rareClasses != other.rareClasses)
    #expect(one.indices != other.indices)
  }

  @Test func theNumberOfDrawsDoesNotDependOnTheSetting() {
    let drawn = [(0, 0.01), (5, 0.01), (10, 1.0)].map { rareClasses, fraction in
      var generator = CountingGenerator(state: 9)
      _ = ImbalancedSubset(
        labels: labels, classCount: 10, rareClasses: rareClasses, rareFraction: fraction, using: &generator)
      return generator.drawn
    }
    // Every place of each permutation but the first takes a draw: 10 classes, and 3,000 images in 10 classes.
    #expect(drawn == [2999, 2999, 2999])
  }

  @Test func thePermutationIsFixedForAllTime() {
    var generator = CountingGenerator(state: 42)
    var numbers = Array(0..<10)
    generator.permute(&numbers)
    // The expected numbers come from the same algorithm in another language.
    #expect(numbers == [8, 3, 6, 5, 4, 0, 9, 2, 1, 7])
  }

  @Test func everyOrderOfFourIsEquallyLikely() {
    var generator = CountingGenerator(state: 5)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var numbers = [0, 1, 2, 3]
      generator.permute(&numbers)
      counts[numbers, default: 0] += 1
    }
    // 24 orders, 1,000 expected of each, standard deviation 31: chi-squared with 23 degrees of freedom, 99.9 % below 49.7.
    let chiSquared = counts.values.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(counts.count == 24)
    #expect(chiSquared < 49.7)
  }

  @Test func drawsInTheSurplusAreRejected() {
    // Of bound 3, 2^64 mod 3 = 1 draw is surplus: zero, whose product's low word is 0.
    var generator = FixedNumbers(numbers: [0, .max])
    #expect(generator.uniform(below: 3) == 2)
    #expect(generator.numbers.isEmpty)
  }
}

/// Returns the given numbers in order.
private struct FixedNumbers: RandomNumberGenerator {
  var numbers: [UInt64]
  mutating func next() -> UInt64 { numbers.removeFirst() }
}
