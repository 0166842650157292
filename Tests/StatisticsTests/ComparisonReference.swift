import Foundation
import Testing

@testable import Statistics

/// The values that Tests/StatisticsReference/make writes to comparisons.json.
struct ComparisonReference: Decodable {
  struct Tails: Decodable {
    let two, greater, less: Double

    func expect(_ got: (Alternative) throws -> PValue, _ what: String, relative: Double = 1e-9) throws {
      for (alternative, want) in [(Alternative.twoSided, two), (.greater, greater), (.less, less)] {
        try StatisticsTests.expect(try got(alternative).value, want, "\(what), \(alternative)", relative: relative)
      }
    }
  }

  struct Welch: Decodable {
    let t, df, equivalence: Double
    let p: Tails
    let ci95: [Double]
  }

  struct Independent: Decodable {
    let welch: Welch
    let permutation, mannWhitneyExact, mannWhitneyNormal: Tails
    let u, cohen: Double
    let cohenInterval, cliffInterval: [Double]
  }

  struct Paired: Decodable {
    let t, equivalence, johnson: Double
    let p, signFlips, wilcoxonExact: Tails
    let ci95, posterior, cohenInterval: [Double]
    let steinSeeds: Int
    let skewness: Double?
  }

  struct Pair: Decodable {
    let name: String
    let x, y: [Double]
    let independent: Independent
    let paired: Paired?
  }

  struct Difference: Decodable {
    let pair: [Int]
    let p: Double
    let ci95: [Double]
  }

  struct Groups: Decodable {
    let groups: [[Double]]
    let tukey, gamesHowell: [Difference]
  }

  struct FriedmanValues: Decodable {
    let values, nemenyi: [[Double]]
    let chi2, p: Double
  }

  struct Adjusted: Decodable {
    let p, holm, bonferroni, benjaminiHochberg: [Double]
  }

  struct Survival: Decodable {
    let runs, survival: [[Double]]
    let limit, mean, standardError: Double
  }

  struct MedianInterval: Decodable {
    let values, ends: [Double]
    let alpha: Double
  }

  struct Looks: Decodable {
    let looks: [Int]
    let p, share, standardError: Double
  }

  struct Aggregates: Decodable {
    let A, B: [[Double]]
    let iqm, mean, median, optimalityGap: [String: Double]
    let probabilityOfImprovement: Double
    let thresholds: [Double]
    let profile: [String: [Double]]
  }

  let pairs: [Pair]
  let groups: [Groups]
  let friedman: [FriedmanValues]
  let adjustments: [Adjusted]
  let wilson, noncentralT, studentizedRange, range: [[Double]]
  let survival: [Survival]
  let medianIntervals: [MedianInterval]
  let repeatedLooks: [Looks]
  let aggregates: Aggregates

  static func read() throws -> ComparisonReference {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StatisticsReference/comparisons.json")
    return try JSONDecoder().decode(ComparisonReference.self, from: Data(contentsOf: file))
  }
}

/// Expects the ends of `interval`.
func expect(_ interval: Interval?, _ ends: [Double], _ what: String, relative: Double = 1e-9) throws {
  try expect(interval?.lower, ends[0], "lower end of \(what)", relative: relative, absolute: 1e-9)
  try expect(interval?.upper, ends[1], "upper end of \(what)", relative: relative, absolute: 1e-9)
}
