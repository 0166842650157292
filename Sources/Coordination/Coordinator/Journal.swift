public import Plans
public import Trials

/// Where the coordinator makes its decisions durable. The results' database is one; tests have one in memory.
public protocol Journal: AnyObject {
  /// The journal's identity, part of every attempt that it leases.
  var identifier: JournalIdentifier { get throws }
  /// One durable transaction: when it returns, neither a kill nor a power failure can undo it.
  func append(_ entries: [JournalEntry]) throws
  /// Makes `plan`, which holds every trial of the present plan, the journal's own, as durably as entries.
  func extend(to plan: Plan) throws
  /// What is recorded of every trial of the plan.
  func records() throws -> [TrialIdentifier: TrialRecord]
}
