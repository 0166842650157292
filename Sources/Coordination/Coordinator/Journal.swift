public import Plans
public import Trials

/// Where the coordinator makes its decisions durable: the results' database, or memory in tests.
public protocol Journal: AnyObject {
  /// The journal's identity, part of every attempt that it leases.
  var identifier: JournalIdentifier { get throws }
  /// Records `entries` in one durable transaction: after the return neither a kill nor a power failure can undo it.
  func append(_ entries: [JournalEntry]) throws
  /// Makes `plan`, which holds every trial of the present plan, the journal's plan, as durably as `append`. Returns the
  /// record of every trial of `plan`.
  func extend(to plan: Plan) throws -> [TrialIdentifier: TrialRecord]
}
