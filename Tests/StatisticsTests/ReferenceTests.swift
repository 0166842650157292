import TestSupport
import Testing

@testable import Statistics

/// Values computed with SciPy, read from `statistics.json`.
private struct Reference: Decodable {
  struct Summary: Decodable {
    let n: Int
    let mean, sd, sem, median, q25_linear, q75_linear, iqm: Double
    let t_ci95, t_ci99: [Double]
  }

  struct Tables: Decodable {
    let t_cdf_sf, t_quantile, beta_inc: [[Double]]
  }

  struct Tolerance: Decodable {
    let rel, abs: Double
  }

  let samples: [String: [Double]]
  let summary: [String: Summary]
  let tables: Tables
  let tolerance: Tolerance

  static func read() throws -> Reference {
    let reference = try Fixtures.load("statistics.json", as: Reference.self)
    let (tables, intervals) = (reference.tables, reference.summary.values.flatMap { [$0.t_ci95, $0.t_ci99] })
    try requireFixture(!reference.samples.isEmpty, "statistics.json: there are no samples")
    try requireFixture(intervals.allSatisfy { $0.count == 2 }, "statistics.json: an interval has not two ends")
    try requireFixture(
      tables.t_cdf_sf.allSatisfy { $0.count == 4 && $0[0] > 0 },
      "statistics.json: a row of t_cdf_sf is not [degrees of freedom > 0, t, lower tail, upper tail]")
    try requireFixture(
      tables.t_quantile.allSatisfy { $0.count == 3 && $0[0] > 0 && $0[1] > 0 && $0[1] < 1 },
      "statistics.json: a row of t_quantile is not [degrees of freedom > 0, tail in (0, 1), quantile]")
    try requireFixture(
      tables.beta_inc.allSatisfy { $0.count == 4 && $0[0] > 0 && $0[1] > 0 && (0...1).contains($0[2]) },
      "statistics.json: a row of beta_inc is not [a > 0, b > 0, x in 0...1, value]")
    return reference
  }

  func expect(_ got: Double?, _ want: Double, _ what: String, at location: SourceLocation = #_sourceLocation) throws {
    let got = try #require(got, "\(what)", sourceLocation: location)
    #expect(abs(got - want) <= tolerance.abs + tolerance.rel * abs(want), "\(what): \(got)", sourceLocation: location)
  }
}

@Suite struct ReferenceTests {
  private let reference: Reference

  init() throws { reference = try Reference.read() }

  @Test func summariesAgree() throws {
    for (name, values) in reference.samples {
      let want = try #require(reference.summary[name])
      let sample = try #require(Sample(values))
      #expect(sample.count == want.n)
      try reference.expect(sample.mean, want.mean, "mean of \(name)")
      try reference.expect(sample.standardDeviation, want.sd, "standard deviation of \(name)")
      try reference.expect(sample.standardError, want.sem, "standard error of \(name)")
      try reference.expect(sample.median, want.median, "median of \(name)")
      try reference.expect(sample.quantile(0.25), want.q25_linear, "lower quartile of \(name)")
      try reference.expect(sample.quantile(0.75), want.q75_linear, "upper quartile of \(name)")
      try reference.expect(sample.interquartileMean, want.iqm, "interquartile mean of \(name)")
      for (confidence, ends) in [(0.95, want.t_ci95), (0.99, want.t_ci99)] {
        let interval = sample.meanInterval(confidence: confidence)
        try reference.expect(interval?.lowerBound, ends[0], "lower end at \(confidence) of \(name)")
        try reference.expect(interval?.upperBound, ends[1], "upper end at \(confidence) of \(name)")
      }
    }
  }

  @Test func theIncompleteBetaFunctionAgrees() throws {
    for row in reference.tables.beta_inc {
      try reference.expect(incompleteBeta(row[2], row[0], row[1]), row[3], "I_\(row[2])(\(row[0]), \(row[1]))")
    }
  }

  @Test func tailsOfStudentsDistributionAgree() throws {
    for row in reference.tables.t_cdf_sf {
      try reference.expect(StudentT(degreesOfFreedom: row[0]).upperTail(row[1]), row[3], "t(\(row[0])) above \(row[1])")
    }
  }

  @Test func quantilesOfStudentsDistributionAgree() throws {
    for row in reference.tables.t_quantile {
      // The table holds lower tails; the distribution is symmetric.
      let quantile = -StudentT(degreesOfFreedom: row[0]).quantile(upperTail: row[1])
      try reference.expect(quantile, row[2], "t(\(row[0])) quantile of \(row[1])")
    }
  }
}
