/// Sorted sums of subsets, by which exact permutation tests count relabelings without enumerating them.
///
/// The values are split into two halves. Every subset's sum is the sum of one element of each half's list, so 2ⁿ
/// relabelings are counted in about 2^(n/2) steps.
enum SubsetSums {
  /// The most values whose subsets are counted; the list of each half then has about a million sums.
  static let limit = 40
  /// The distance below which two sums count as equal, for values of magnitude at most 1.
  static let tolerance = 1e-11

  /// The sums of all subsets of `values`, ascending.
  static func all(of values: some Collection<Double>) -> [Double] {
    values.reduce([0]) { merged($0, shifted: $0, by: $1) }
  }

  /// The sums of the subsets of `values`, ascending, indexed by the subset's size 0...n.
  static func bySize(of values: some Collection<Double>) -> [[Double]] {
    var sums: [[Double]] = [[0]]
    for value in values {
      let grown = sums.indices.map { size in
        merged(size + 1 < sums.count ? sums[size + 1] : [], shifted: sums[size], by: value)
      }
      sums = [[0]] + grown
    }
    return sums
  }

  /// The number of pairs (a, b) with a + b ≤ `bound`. Both lists must be ascending.
  static func pairs(_ first: [Double], _ second: [Double], atMost bound: Double) -> Int {
    withPointers(first, second) { first, second, count in
      var pairs = 0
      var above = count.second
      for i in 0..<count.first {
        while above > 0, first[i] + second[above - 1] > bound { above -= 1 }
        pairs += above
      }
      return pairs
    }
  }

  /// Merges two ascending lists, the second with `shift` added.
  private static func merged(_ one: [Double], shifted other: [Double], by shift: Double) -> [Double] {
    guard !one.isEmpty else { return other.map { $0 + shift } }
    return withPointers(one, other) { one, other, count in
      Array(unsafeUninitializedCapacity: count.first + count.second) { buffer, initialized in
        let merged = buffer.baseAddress!
        var (i, j) = (0, 0)
        while i + j < count.first + count.second {
          let takesOne = j == count.second || (i < count.first && one[i] <= other[j] + shift)
          merged[i + j] = takesOne ? one[i] : other[j] + shift
          if takesOne { i += 1 } else { j += 1 }
        }
        initialized = i + j
      }
    }
  }

  /// Calls `body` with pointers to two lists that are not empty. Plain pointers are fast in debug builds too.
  private static func withPointers<Result>(
    _ first: [Double], _ second: [Double],
    _ body: (UnsafePointer<Double>, UnsafePointer<Double>, (first: Int, second: Int)) -> Result
  ) -> Result {
    first.withUnsafeBufferPointer { one in
      second.withUnsafeBufferPointer { other in
        body(one.baseAddress!, other.baseAddress!, (one.count, other.count))
      }
    }
  }
}

/// `values` divided by their largest magnitude, so that no sum overflows. Zeros stay.
func scaledToOne(_ values: [Double]) -> [Double] {
  let largest = values.reduce(0) { max($0, abs($1)) }
  return largest > 0 ? values.map { $0 / largest } : values
}
