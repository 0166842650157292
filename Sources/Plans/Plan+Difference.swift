import Trials

extension Plan {
  /// The trials of this plan that `other` does not have, by their identities and in this plan's order.
  public func trials(notIn other: Plan) -> [PlannedTrial] {
    let others = Set(other.trials.map(\.identifier))
    return trials.filter { !others.contains($0.identifier) }
  }
}
