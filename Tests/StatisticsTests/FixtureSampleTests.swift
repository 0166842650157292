import Testing

@testable import Statistics

@Suite struct FixtureSampleTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture.read() }

  @Test func summariesAgree() throws {
    for (name, values) in fixture.samples {
      let want = try #require(fixture.summary[name])
      let sample = try sample(values)
      #expect(sample.count == want.n)
      try fixture.expect(sample.mean, want.mean, "mean of \(name)")
      try fixture.expect(sample.standardDeviation, want.sd, "standard deviation of \(name)")
      try fixture.expect(sample.standardError, want.sem, "standard error of \(name)")
      try fixture.expect(sample.median, want.median, "median of \(name)")
      try fixture.expect(sample.quantile(0.25), want.q25_linear, "lower quartile of \(name)")
      try fixture.expect(sample.quantile(0.75), want.q75_linear, "upper quartile of \(name)")
      try fixture.expect(sample.interquartileMean, want.iqm, "interquartile mean of \(name)")
      for (alpha, ends) in [(0.05, want.t_ci95), (0.01, want.t_ci99)] {
        let interval = sample.meanInterval(at: try level(alpha))
        try fixture.expect(interval?.lower, ends[0], "lower end at \(alpha) of \(name)")
        try fixture.expect(interval?.upper, ends[1], "upper end at \(alpha) of \(name)")
      }
    }
  }

  @Test func welchTestsAgree() throws {
    for (key, want) in fixture.welch {
      let (first, second) = try fixture.pair(key)
      let estimate = try sample(first).difference(from: sample(second))
      try fixture.expect(estimate.t, want.t, "t of \(key)")
      try fixture.expect(estimate.degreesOfFreedom, want.df, "degrees of freedom of \(key)")
      try fixture.expect(estimate.p().value, want.p_two_sided, "p of \(key)")
      try fixture.expect(estimate.p(.greater).value, want.p_greater, "one-sided p of \(key)")
      let interval = estimate.interval(at: .fivePercent)
      try fixture.expect(interval.lower, want.ci95_of_difference[0], "lower end of \(key)")
      try fixture.expect(interval.upper, want.ci95_of_difference[1], "upper end of \(key)")
    }
  }

  @Test func rankSumsAgree() throws {
    for (key, want) in fixture.mann_whitney {
      let (first, second) = try fixture.pair(key)
      let test = try MannWhitney(sample(first), sample(second))
      #expect(test.u == want.u1)
      let normal = try test.normal()
      try fixture.expect(normal.p().value, want.p_asymptotic_continuity, "normal p of \(key)")
      try fixture.expect(normal.greater.value, want.p_asymptotic_continuity_greater, "one-sided normal p of \(key)")
      let plain = try test.normal(continuity: false)
      try fixture.expect(plain.p().value, want.p_asymptotic_no_continuity, "uncorrected normal p of \(key)")
      if let p = want.p_exact { try fixture.expect(test.exact().p().value, p, "exact p of \(key)") }
      if let p = want.p_exact_greater { try fixture.expect(test.exact().greater.value, p, "one-sided p of \(key)") }
    }
  }

  @Test func signedRanksAgree() throws {
    for (key, want) in fixture.wilcoxon {
      let (first, second) = try fixture.pair(key)
      let test = try Wilcoxon(paired(first, second).differences)
      #expect(test.count == want.n_nonzero)
      #expect(test.positiveRanks == want.r_plus)
      #expect(test.negativeRanks == want.r_minus)
      try fixture.expect(test.normal(continuity: false).p().value, want.p_asymptotic, "normal p of \(key)")
      try fixture.expect(test.normal().p().value, want.p_asymptotic_correction, "corrected normal p of \(key)")
      if let p = want.p_exact { try fixture.expect(test.exact().p().value, p, "exact p of \(key)") }
      if let p = want.p_exact_greater { try fixture.expect(test.exact().greater.value, p, "one-sided p of \(key)") }
    }
  }

  @Test func effectSizesAgree() throws {
    for (key, want) in fixture.effect_sizes {
      let (first, second) = try fixture.pair(key)
      let difference = try StandardizedDifference(sample(first), sample(second))
      try fixture.expect(difference.cohen, want.cohen_d_pooled, "d of \(key)")
      try fixture.expect(difference.hedges, want.hedges_g_approx, "g of \(key)")
      try fixture.expect(difference.hedgesExact, want.hedges_g_exact, "exact g of \(key)")
      let dominance = try Dominance(sample(first), sample(second))
      try fixture.expect(dominance.delta, want.cliffs_delta, "Cliff's delta of \(key)")
      try fixture.expect(dominance.superiority, want.a12, "A12 of \(key)")
    }
  }
}
