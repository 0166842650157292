/// The default procedure for one column of a table: arms, their comparisons and which of them are marked as best.
///
/// Common seeds are paired; without any, Welch's test takes the place of the paired t. Holm corrects over the family. A
/// pure function of the plan and the results by seed.
public struct ComparisonReport: Sendable, Hashable {
  /// The arms.
  public let arms: [ArmSummary]
  /// The comparisons of the plan's family.
  public let comparisons: [PairComparison]
  /// Whether each arm is marked: it has the best mean, or it is not shown to differ from the arm that has.
  ///
  /// Corrected over all pairs whatever the family, because which arm is best was not declared. Where the best arm is
  /// incomplete, the best of the complete arms and what is not shown to differ from it are marked too.
  public let isBest: [Bool]

  /// Compares `results`, of each arm by seed, as `plan` declares.
  public init(_ results: [[Int: Outcome]], plan: ComparisonPlan) {
    let arms = results.map { ArmSummary($0, plan: plan) }
    self.arms = arms
    let every = PairComparison.family(ComparisonPlan.allPairs(of: arms.count), of: arms, at: plan.level)
    comparisons =
      plan.family == .allPairs
      ? every : PairComparison.family(plan.pairs(of: arms.count), of: arms, at: plan.level)
    let leaders = [
      Self.leader(among: Array(arms.indices), of: arms, best: plan.best),
      Self.leader(among: arms.indices.filter { arms[$0].isComplete }, of: arms, best: plan.best),
    ].compactMap { $0 }
    isBest = arms.indices.map { arm in
      leaders.contains { leader in
        arms[arm].sample != nil && !every.contains { $0.separates(arm, from: leader) }
      }
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
  /// Whether the comparison is of these two arms and finds them different.
  fileprivate func separates(_ arm: Int, from other: Int) -> Bool {
    guard case .different = verdict else { return false }
    return pair == ArmPair(arm, other) || pair == ArmPair(other, arm)
  }
}
