/// The number of subsets of `size` of the positive `values` with each sum, as an array indexed by the sum.
///
/// Numbers beyond 2⁵³ are rounded. All terms are positive, so the relative error stays near 1e-14.
func subsetCounts(of values: [Int], size: Int) -> [Double] {
  let width = values.reduce(0, +) + 1
  var ways = Array(repeating: 0.0, count: (size + 1) * width)
  ways[0] = 1
  var reached = 0
  ways.withUnsafeMutableBufferPointer { ways in
    for (index, value) in values.enumerated() {
      reached += value
      var taken = min(size, index + 1)
      while taken > 0 {
        let (with, without) = (taken * width, (taken - 1) * width)
        var sum = reached
        while sum >= value {
          ways[with + sum] += ways[without + sum - value]
          sum -= 1
        }
        taken -= 1
      }
    }
  }
  return Array(ways[(size * width)...])
}

/// The share of all subsets of the positive `values` with each sum, as an array indexed by the sum.
func subsetShares(of values: [Int]) -> [Double] {
  var shares = Array(repeating: 0.0, count: values.reduce(0, +) + 1)
  shares[0] = 1
  var reached = 0
  shares.withUnsafeMutableBufferPointer { shares in
    for value in values {
      reached += value
      var sum = reached
      while sum >= 0 {
        shares[sum] = (shares[sum] + (sum >= value ? shares[sum - value] : 0)) / 2
        sum -= 1
      }
    }
  }
  return shares
}

/// The binomial coefficient C(n, k), exact up to 2⁵³.
func binomial(_ n: Int, _ k: Int) -> Double {
  (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
}
