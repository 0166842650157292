/// The default procedure for one column of a table: arms, their comparisons and which of them are marked as best.
///
/// Common seeds are paired; without any, Welch's test takes the place of the paired t. Holm corrects over the family. A
/// pure function of the plan and the results by seed.
public struct ComparisonReport: Sendable, Hashable {
  /// The arms.
  public let arms: [ArmSummary]
  /// What is compared with what.
  public let family: ComparisonPlan.Family
  /// The comparisons of the family.
  public let comparisons: [PairComparison]
  /// The comparisons of all pairs, on which the marks rest.
  public let allPairs: [PairComparison]
  /// Whether each arm is marked: it has the best mean, or it is not shown to differ from the arm that has.
  ///
  /// Corrected over all pairs whatever the family, because which arm is best was not declared. Where the best arm lacks
  /// values, the best of the arms that lack none and what is not shown to differ from it are marked too. No arm is marked
  /// where no pair can reach the level: then nothing could be told apart.
  public let isBest: [Bool]
  /// The place of the arm with the best mean, the first of equal ones; nil where no arm has a value.
  public let leader: Int?

  /// Compares `results`, of each arm by seed, as `plan` declares.
  public init(_ results: [[Int: Outcome]], plan: ComparisonPlan) {
    let arms = results.map { ArmSummary($0, plan: plan) }
    self.arms = arms
    family = plan.family
    let allPairs = PairComparison.family(ComparisonPlan.allPairs(of: arms.count), of: arms, at: plan.level)
    self.allPairs = allPairs
    comparisons =
      plan.family == .allPairs
      ? allPairs : PairComparison.family(plan.pairs(of: arms.count), of: arms, at: plan.level)
    let canTellApart = allPairs.contains(where: \.canReachLevel)
    let leader = Self.leader(among: Array(arms.indices), of: arms, best: plan.best)
    self.leader = leader
    let leaders = [
      leader,
      Self.leader(among: arms.indices.filter { arms[$0].isWhole }, of: arms, best: plan.best),
    ].compactMap { $0 }
    let unlike = leaders.map { leader in Set(allPairs.compactMap { $0.armUnlike(leader) }) }
    isBest = arms.indices.map { arm in
      canTellApart && arms[arm].sample != nil && unlike.contains { !$0.contains(arm) }
    }
  }

  /// The number of comparisons that are corrected for.
  public var familySize: Int { comparisons.count }

  /// The place of the best mean among the arms at `places`; the first of equal ones, nil where no arm has a value.
  private static func leader(among places: [Int], of arms: [ArmSummary], best: Best) -> Int? {
    let means = places.compactMap { place in arms[place].sample.map { (place: place, mean: $0.mean) } }
    return means.min { best == .smallest ? $0.mean < $1.mean : $0.mean > $1.mean }?.place
  }
}

extension PairComparison {
  /// The arm that the comparison finds different from `arm`; nil where the comparison is of others or finds nothing.
  fileprivate func armUnlike(_ arm: Int) -> Int? {
    guard isDifferent, pair.first == arm || pair.second == arm else { return nil }
    return pair.first == arm ? pair.second : pair.first
  }
}
