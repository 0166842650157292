import Trials

/// What changes in the set of trials when one plan takes the place of another.
public struct PlanDifference: Sendable {
  /// Trials that only the newer plan has, in its order.
  public let added: [PlannedTrial]
  /// Trials that both plans have, as the newer plan has them and in its order.
  public let kept: [PlannedTrial]
  /// Trials that only the older plan has, in its order.
  public let dropped: [PlannedTrial]
}

extension Plan {
  /// What this plan changes of `older`, by the trials' identities.
  public func difference(from older: Plan) -> PlanDifference {
    let before = Set(older.trials.map(\.identifier))
    let after = Set(trials.map(\.identifier))
    return PlanDifference(
      added: trials.filter { !before.contains($0.identifier) }, kept: trials.filter { before.contains($0.identifier) },
      dropped: older.trials.filter { !after.contains($0.identifier) })
  }
}
