import Coordination
import Sweeps
import Trials

/// The contract of the results' database; see the documentation of each member.
public protocol ResultStoreContract {
  /// Opens `directory`, creating it and its database where they are missing. One process may write at a time.
  init(writingTo directory: String) throws
  /// Opens an existing directory for reading only, while another process may be writing.
  init(readingFrom directory: String) throws
  /// Makes `plan` the directory's plan. Results of trials that both plans hold stay; trials given up become waiting again.
  func adopt(_ plan: Plan) throws
  /// The directory's plan.
  func plan() throws -> Plan
  /// What is recorded of every trial of the plan.
  func records() throws -> [TrialIdentifier: TrialRecord]
  /// The accepted result's bytes.
  func result(of trial: TrialIdentifier) throws -> [UInt8]?
  /// One durable transaction: when it returns, a power failure cannot undo it.
  func append(_ entries: [JournalEntry]) throws
  /// The final metrics of every accepted result of the plan's trials.
  func metrics() throws -> [TrialIdentifier: [String: Double]]
}
