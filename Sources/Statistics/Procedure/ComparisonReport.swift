/// The default procedure for one line of a table: its arms, their comparisons, and which arms are marked as best.
///
/// Common seeds are paired. Arms without common seeds are compared by Welch's test instead of the paired t. Holm
/// corrects over the family. The report depends only on the plan and the results by seed.
public struct ComparisonReport: Sendable, Hashable {
  public let arms: [ArmSummary]
  /// Which arms are compared.
  public let family: ComparisonPlan.Family
  /// The comparisons of the family.
  public let comparisons: [PairComparison]
  /// The comparisons of all pairs, which decide the marks.
  public let allPairs: [PairComparison]
  /// Whether each arm is marked: it has the best mean, or is not shown to differ from the arm that has it.
  ///
  /// Corrected over all pairs whatever the family, because the best arm was not declared in advance. If the best arm
  /// lacks values, the best complete arm, and the arms not shown to differ from it, are marked too. No arm is marked if
  /// no pair can reach the level, because then nothing could be told apart.
  public let isBest: [Bool]
  /// The index of the arm with the best mean, the first of equal ones; nil if no arm has a value.
  public let leader: Int?

  /// Compares `results`, the outcomes of each arm by seed, as `plan` declares.
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

  /// The number of comparisons in the family.
  public var familySize: Int { comparisons.count }

  /// The index of the best mean among the arms at `places`, the first of equal ones; nil if no arm has a value.
  private static func leader(among places: [Int], of arms: [ArmSummary], best: Best) -> Int? {
    let means = places.compactMap { place in arms[place].sample.map { (place: place, mean: $0.mean) } }
    return means.min { best == .smallest ? $0.mean < $1.mean : $0.mean > $1.mean }?.place
  }
}

extension PairComparison {
  /// The arm that the comparison shows to differ from `arm`; nil if there is none.
  fileprivate func armUnlike(_ arm: Int) -> Int? {
    guard isDifferent, pair.first == arm || pair.second == arm else { return nil }
    return pair.first == arm ? pair.second : pair.first
  }
}
