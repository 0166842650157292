import Testing

@testable import Statistics

@Suite struct FixtureAggregateTests {
  private let want: Fixture.Aggregate
  private let scores: [String: TaskScores]

  init() throws {
    want = try Fixture.read().aggregate
    scores = try want.scores.mapValues { runs in
      let tasks = try runs[0].indices.map { task in try sample(runs.map { $0[task] }) }
      return try #require(TaskScores(tasks))
    }
  }

  private func scores(_ name: String) throws -> TaskScores { try #require(scores[name]) }

  @Test func pointValuesAgree() throws {
    for (name, point) in want.point {
      let scores = try scores(name)
      try expect(scores.interquartileMean, try #require(point["iqm"]), "interquartile mean of \(name)")
      try expect(scores.mean, try #require(point["mean"]), "mean of \(name)")
      try expect(scores.median, try #require(point["median"]), "median of \(name)")
      try expect(scores.optimalityGap(), try #require(point["optimality_gap"]), "optimality gap of \(name)")
    }
    let (a, b) = (try scores("A"), try scores("B"))
    try expect(a.probabilityOfImprovement(over: b), want.probability_of_improvement.point, "improvement")
    for (task, share) in want.probability_of_improvement.per_task.enumerated() {
      try expect(Dominance(a.tasks[task], b.tasks[task]).superiority, share, "improvement on task \(task)")
    }
    #expect(a.profile(want.performance_profile.tau) == want.performance_profile.A)
    #expect(b.profile(want.performance_profile.tau) == want.performance_profile.B)
  }

  @Test func bootstrapIntervalsAgreeWithinTheirError() throws {
    let bootstrap = StratifiedBootstrap(repetitions: 2000)
    func check(_ got: Interval, _ want: Fixture.Bootstrap, _ what: String) throws {
      let tolerance = want.tolerance_at_2000_repetitions
      try expect(got.lower, want.ci95_expected[0], "lower end of \(what)", relative: 0, absolute: tolerance)
      try expect(got.upper, want.ci95_expected[1], "upper end of \(what)", relative: 0, absolute: tolerance)
    }
    for (name, ends) in want.bootstrap {
      let scores = try scores(name)
      try check(
        bootstrap.interval(of: scores, at: .fivePercent, \.interquartileMean), try #require(ends["iqm"]),
        "IQM of \(name)")
      try check(bootstrap.interval(of: scores, at: .fivePercent, \.mean), try #require(ends["mean"]), "mean of \(name)")
    }
    let improvement = try bootstrap.interval(of: scores("A"), and: scores("B"), at: .fivePercent) {
      $0.probabilityOfImprovement(over: $1)
    }
    try check(improvement, want.probability_of_improvement.bootstrap, "improvement")
  }

  @Test func theOrderOfRunsDoesNotChangeABootstrapInterval() throws {
    let scores = try scores("A")
    let shuffled = try #require(
      TaskScores(try scores.tasks.map { try sample(Array($0.values.dropFirst(3) + $0.values.prefix(3))) }))
    let bootstrap = StratifiedBootstrap(repetitions: 200)
    #expect(
      bootstrap.interval(of: scores, at: .fivePercent, \.mean)
        == bootstrap.interval(of: shuffled, at: .fivePercent, \.mean))
  }
}
