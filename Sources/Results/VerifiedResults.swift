public import Coordination
public import Trials

/// The accepted results of a plan's trials, each read from bytes with the digest from their acceptance.
public struct VerifiedResults<Value: Sendable>: Sendable {
  /// The value read from each result.
  public let values: [TrialIdentifier: Value]
  /// The damaged results, in the order of the plan. They have no values.
  public let damaged: [DamagedResult]

  /// The workers that computed the results, damaged ones included, each with its number of results.
  public let workers: [WorkerIdentifier: Int]

  /// Results, none of them damaged by default.
  public init(
    values: [TrialIdentifier: Value], damaged: [DamagedResult] = [], workers: [WorkerIdentifier: Int] = [:]
  ) {
    self.values = values
    self.damaged = damaged
    self.workers = workers
  }
}
