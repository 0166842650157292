/// A trial's place in `Plan.trials`. Trials are leased in this order.
public struct TrialIndex: Hashable, Comparable, Sendable {
  /// The place, from 0.
  public let number: Int

  /// The place `number`, from 0.
  public init(_ number: Int) { self.number = number }

  /// The order of trials in the plan.
  public static func < (left: TrialIndex, right: TrialIndex) -> Bool { left.number < right.number }
}

extension Plan {
  /// The places of all trials, in the plan's order.
  public var trialIndices: some Sequence<TrialIndex> { trials.indices.lazy.map { TrialIndex($0) } }

  /// The trial at a place.
  public subscript(index: TrialIndex) -> PlannedTrial { trials[index.number] }
}
