import Testing

@testable import Statistics

@Suite struct ComparisonReferenceTests {
  private let reference: ComparisonReference

  init() throws { reference = try ComparisonReference.read() }

  @Test func testsOfIndependentSamplesAgree() throws {
    for pair in reference.pairs {
      let (first, second, want) = (try sample(pair.x), try sample(pair.y), pair.independent)
      let welch = try first.difference(from: second)
      try expect(welch.t, want.welch.t, "Welch's t of \(pair.name)")
      try expect(welch.degreesOfFreedom, want.welch.df, "Welch's degrees of freedom of \(pair.name)")
      try want.welch.p.expect(welch.p, "Welch's p of \(pair.name)")
      try expect(welch.interval(at: .fivePercent), want.welch.ci95, "Welch's interval of \(pair.name)")
      try expect(welch.equivalence(within: 1.5).value, want.welch.equivalence, "equivalence of \(pair.name)")
      try want.permutation.expect(Permutations(first, second).tails.p, "permutations of \(pair.name)")
      let ranks = MannWhitney(first, second)
      #expect(ranks.u == want.u)
      try want.mannWhitneyExact.expect(ranks.exact().p, "rank sums of \(pair.name)")
      try want.mannWhitneyNormal.expect(ranks.normal().p, "normal rank sums of \(pair.name)")
    }
  }

  @Test func effectSizesAndTheirIntervalsAgree() throws {
    for pair in reference.pairs {
      let (first, second, want) = (try sample(pair.x), try sample(pair.y), pair.independent)
      let difference = try StandardizedDifference(first, second)
      try expect(difference.cohen, want.cohen, "d of \(pair.name)")
      try expect(
        difference.interval(at: .fivePercent), want.cohenInterval, "interval of d of \(pair.name)")
      try expect(
        Dominance(first, second).interval(at: .fivePercent), want.cliffInterval, "interval of delta of \(pair.name)")
    }
  }

  @Test func testsOfPairedSamplesAgree() throws {
    for pair in reference.pairs {
      guard let want = pair.paired else { continue }
      let pairs = try paired(pair.x, pair.y)
      let estimate = try pairs.tTest()
      try expect(estimate.t, want.t, "paired t of \(pair.name)")
      try want.p.expect(estimate.p, "paired p of \(pair.name)")
      try expect(estimate.interval(at: .fivePercent), want.ci95, "paired interval of \(pair.name)")
      try expect(estimate.equivalence(within: 1.5).value, want.equivalence, "paired equivalence of \(pair.name)")
      let posterior = estimate.posterior.probabilities(around: 1.5)
      for (got, probability) in zip([posterior.below, posterior.inside, posterior.above], want.posterior) {
        try expect(got, probability, "posterior of \(pair.name)")
      }
      try want.signFlips.expect(SignFlips(pairs.differences).tails.p, "sign flips of \(pair.name)")
      try want.wilcoxonExact.expect(Wilcoxon(pairs.differences).exact().p, "signed ranks of \(pair.name)")
      try expect(
        StandardizedDifference(pairs).interval(at: .fivePercent), want.cohenInterval,
        "interval of paired d of \(pair.name)")
      try expect(pairs.differences.skewnessCorrectedP().value, want.johnson, "Johnson's p of \(pair.name)")
      if let skewness = want.skewness { try expect(pairs.differences.skewness, skewness, "skewness of \(pair.name)") }
      #expect(try #require(SteinTwoStage(halfWidth: 1.5)).seeds(after: pairs.differences) == want.steinSeeds)
    }
  }

  @Test func allPairsAgree() throws {
    for groups in reference.groups {
      let samples = try groups.groups.map(sample)
      for want in groups.tukey {
        let got = try TukeyHSD(samples).difference(want.pair[0], want.pair[1])
        try expect(got.p.value, want.p, "Tukey's p of \(want.pair)", relative: 1e-7)
        try expect(got.interval(at: .fivePercent), want.ci95, "Tukey's interval of \(want.pair)", relative: 1e-6)
      }
      for want in groups.gamesHowell {
        let got = try GamesHowell(samples).difference(want.pair[0], want.pair[1])
        try expect(got.p.value, want.p, "Games and Howell's p of \(want.pair)", relative: 1e-7)
        try expect(got.interval(at: .fivePercent), want.ci95, "their interval of \(want.pair)", relative: 1e-6)
      }
    }
    for want in reference.friedman {
      let test = try Friedman(want.values, best: .smallest)
      try expect(test.statistic, want.chi2, "Friedman's chi-squared")
      try expect(test.p.value, want.p, "Friedman's p")
      for (i, row) in want.nemenyi.enumerated() {
        for (j, p) in row.enumerated() where i != j {
          try expect(test.nemenyi(i, j).value, p, "Nemenyi's p of \(i), \(j)", relative: 1e-7)
        }
      }
    }
    for want in reference.adjustments {
      let p = try want.p.map { try #require(PValue($0)) }
      for (adjustment, values) in [
        (Adjustment.holm, want.holm), (.bonferroni, want.bonferroni), (.benjaminiHochberg, want.benjaminiHochberg),
      ] {
        for (got, value) in zip(adjustment.adjusted(p), values) { try expect(got.value, value, "\(adjustment)") }
      }
    }
  }

  @Test func lawsAgree() throws {
    for row in reference.noncentralT {
      let law = NoncentralT(degreesOfFreedom: row[0])
      try expect(law.upperTail(row[1], shift: row[2]), row[3], "noncentral t at \(row)", relative: 1e-9)
    }
    for row in reference.studentizedRange {
      let law = StudentizedRange(count: Int(row[0]), degreesOfFreedom: row[1])
      try expect(law.upperTail(row[2]), row[3], "studentized range at \(row)", relative: 1e-7)
    }
    for row in reference.range {
      let law = StudentizedRange(count: Int(row[0]), degreesOfFreedom: .infinity)
      try expect(law.upperTail(row[1]), row[2], "range at \(row)", absolute: 0)
    }
    for row in reference.wilson {
      let proportion = try #require(Proportion(successes: Int(row[0]), of: Int(row[1])))
      try expect(proportion.interval(at: .fivePercent), [row[2], row[3]], "Wilson's interval of \(row[0])/\(row[1])")
    }
    for want in reference.medianIntervals {
      try expect(sample(want.values).medianInterval(at: level(want.alpha)), want.ends, "the median")
    }
  }

  @Test func repeatedLooksAgreeWithSimulation() throws {
    for want in reference.repeatedLooks {
      let got = RepeatedLooks(looks: want.looks).probability(ofPAtMost: want.p)
      try expect(got, want.share, "looks \(want.looks)", relative: 0, absolute: 4 * want.standardError)
    }
  }

  @Test func restrictedMeansAgree() throws {
    for want in reference.survival {
      let runs = want.runs.map { $0[1] == 1 ? CensoredTimes.Run.event(at: $0[0]) : .censored(at: $0[0]) }
      let times = try #require(CensoredTimes(runs))
      for (got, step) in zip(times.survival, want.survival) {
        #expect(got.time == step[0])
        try expect(got.share, step[1], "survival at \(step[0])")
      }
      #expect(times.survival.count == want.survival.count)
      let mean = try times.restrictedMean(upTo: want.limit)
      try expect(mean.value, want.mean, "restricted mean up to \(want.limit)")
      try expect(mean.standardError, want.standardError, "its standard error")
    }
  }

  @Test func aggregatesAgree() throws {
    let want = reference.aggregates
    func scores(_ runs: [[Double]]) throws -> TaskScores {
      try #require(TaskScores(try runs[0].indices.map { task in try sample(runs.map { $0[task] }) }))
    }
    let (a, b) = (try scores(want.A), try scores(want.B))
    for (name, scores) in [("A", a), ("B", b)] {
      try expect(scores.interquartileMean, try #require(want.iqm[name]), "interquartile mean")
      try expect(scores.mean, try #require(want.mean[name]), "mean")
      try expect(scores.median, try #require(want.median[name]), "median")
      try expect(scores.optimalityGap(target: 0.75), try #require(want.optimalityGap[name]), "optimality gap")
      #expect(scores.profile(want.thresholds) == want.profile[name])
    }
    try expect(a.probabilityOfImprovement(over: b), want.probabilityOfImprovement, "probability of improvement")
  }
}
