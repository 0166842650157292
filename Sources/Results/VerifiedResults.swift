public import Trials

/// The accepted results of a plan's trials, each read from bytes that have the digest they were accepted with.
public struct VerifiedResults<Value: Sendable>: Sendable {
  /// What was read of each result.
  public let values: [TrialIdentifier: Value]
  /// The results that are not what was accepted, in the order of the plan. They are not among the values.
  public let damaged: [DamagedResult]

  /// Results; none is damaged unless stated.
  public init(values: [TrialIdentifier: Value], damaged: [DamagedResult] = []) {
    self.values = values
    self.damaged = damaged
  }
}
