import Testing

@testable import Statistics

@Suite struct FixtureTableTests {
  private let fixture: Fixture
  private var tables: Fixture.Tables { fixture.tables }

  init() throws { fixture = try Fixture.read() }

  @Test func theNormalLawAgrees() throws {
    for row in tables.normal_cdf_sf {
      try fixture.expect(Normal.upperTail(row[0]), row[2], "normal above \(row[0])")
      try fixture.expect(Normal.upperTail(-row[0]), row[1], "normal below \(row[0])")
    }
    for row in tables.normal_quantile {
      try fixture.expect(-Normal.quantile(upperTail: row[0]), row[1], "normal quantile of \(row[0])")
    }
  }

  @Test func studentsLawAgrees() throws {
    for row in tables.t_cdf_sf {
      let law = StudentT(degreesOfFreedom: row[0])
      try fixture.expect(law.upperTail(row[1]), row[3], "t(\(row[0])) above \(row[1])")
      try fixture.expect(law.upperTail(-row[1]), row[2], "t(\(row[0])) below \(row[1])")
    }
    for row in tables.t_quantile {
      // The table holds lower tails; the distribution is symmetric.
      let quantile = -StudentT(degreesOfFreedom: row[0]).quantile(upperTail: row[1])
      try fixture.expect(quantile, row[2], "t(\(row[0])) quantile of \(row[1])")
    }
  }

  @Test func chiSquaredAndFAgree() throws {
    for row in tables.chi2_sf {
      try fixture.expect(
        ChiSquared(degreesOfFreedom: row[0]).upperTail(row[1]), row[2], "chi-squared(\(row[0])) above \(row[1])")
    }
    for row in tables.f_sf {
      try fixture.expect(
        FisherF(numerator: row[0], denominator: row[1]).upperTail(row[2]), row[3],
        "F(\(row[0]), \(row[1])) above \(row[2])")
    }
  }

  @Test func theIncompleteFunctionsAgree() throws {
    for row in tables.beta_inc {
      try fixture.expect(incompleteBeta(row[2], row[0], row[1]), row[3], "I_\(row[2])(\(row[0]), \(row[1]))")
    }
    for row in tables.gamma_inc_p_q {
      let gamma = IncompleteGamma(row[0], row[1])
      try fixture.expect(gamma.lower, row[2], "P(\(row[0]), \(row[1]))")
      try fixture.expect(gamma.upper, row[3], "Q(\(row[0]), \(row[1]))")
    }
  }

  @Test func theStudentizedRangeAgrees() throws {
    for row in tables.studentized_range_sf_df_inf {
      let law = StudentizedRange(count: Int(row[0]), degreesOfFreedom: .infinity)
      try expect(
        law.upperTail(row[1]), row[2], "range of \(row[0]) above \(row[1])",
        relative: fixture.tolerance.studentized_range_rel)
    }
    for row in tables.studentized_range_quantile_upper_df_inf {
      let law = StudentizedRange(count: Int(row[0]), degreesOfFreedom: .infinity)
      try expect(
        law.quantile(upperTail: row[1]), row[2], "range of \(row[0]), quantile of \(row[1])",
        relative: fixture.tolerance.studentized_range_rel)
    }
  }

  @Test func adjustedPValuesAgree() throws {
    let want = fixture.multiple_testing
    let p = try want.p.map { try #require(PValue($0)) }
    for (adjustment, values) in [
      (Adjustment.holm, want.holm), (.bonferroni, want.bonferroni), (.benjaminiHochberg, want.benjamini_hochberg),
    ] {
      for (got, value) in zip(adjustment.adjusted(p), values) { try fixture.expect(got.value, value, "\(adjustment)") }
    }
  }

  @Test func friedmanAndNemenyiAgree() throws {
    for want in fixture.friedman {
      let test = try Friedman(want.matrix, best: .largest)
      try fixture.expect(test.statistic, want.chi2, "Friedman's chi-squared")
      try fixture.expect(test.p.value, want.p, "Friedman's p")
      for (got, rank) in zip(test.averageRanks, want.average_ranks_best_is_1) {
        try fixture.expect(got, rank, "an average rank")
      }
      try fixture.expect(test.imanDavenport.f, want.iman_davenport_f, "Iman and Davenport's F")
      try fixture.expect(test.imanDavenport.p.value, want.iman_davenport_p, "Iman and Davenport's p")
      let relative = fixture.tolerance.studentized_range_rel
      for (alpha, q, difference) in [
        (0.05, want.nemenyi.q05, want.nemenyi.cd05), (0.1, want.nemenyi.q10, want.nemenyi.cd10),
      ] {
        let range = StudentizedRange(count: test.methods, degreesOfFreedom: .infinity)
        try expect(
          range.quantile(upperTail: alpha) / 2.0.squareRoot(), q, "Nemenyi's q at \(alpha)", relative: relative)
        try expect(
          test.criticalDifference(at: level(alpha)), difference, "critical difference at \(alpha)", relative: relative)
      }
      for (i, row) in want.nemenyi.pairwise_p.enumerated() {
        for (j, p) in row.enumerated() {
          try expect(test.nemenyi(i, j).value, p, "Nemenyi's p of \(i), \(j)", relative: relative)
        }
      }
    }
  }
}
