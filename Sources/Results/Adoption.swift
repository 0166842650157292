public import Coordination
public import Trials

/// What a directory held when it adopted a plan.
public struct Adoption: Sendable {
  /// The damaged results of the plan, which were set aside.
  public let damaged: [DamagedResult]
  /// The record of every trial of the plan.
  public let records: [TrialIdentifier: TrialRecord]
}
