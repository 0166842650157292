import Digests
import FoundationEssentials
import GRDB
public import Plans
import Trials

/// A directory's sweep at one moment, of which trials and attempts are read one after the other, so that any number of them
/// fits into memory. Valid within the call of `ResultStore.readingSweep`.
public struct StoredSweep {
  private let store: ResultStore
  private let database: Database
  /// The plan, without its trials.
  public let plan: Plan
  /// One trial of every cell that has trials of its own.
  public let models: [PlannedTrial]

  fileprivate init(_ database: Database, of store: ResultStore) throws {
    self.store = store
    self.database = database
    plan = try store.planWithoutTrials(database)
    var texts = SpecificationTexts()
    models = try Row.fetchAll(
      database,
      sql: "SELECT id, cell, seed, specification FROM trials WHERE position IS NOT NULL GROUP BY cell ORDER BY cell"
    ).map { try store.plannedTrial($0, &texts) }
  }

  /// Hands every trial of the plan to `body`, in the order of the plan; its result is what `decode` makes of the accepted
  /// bytes. Returns the results that are not the accepted ones, or that `decode` cannot read.
  public func forEachTrial<Value>(
    as decode: ([UInt8]) throws -> Value, _ body: (StoredTrial<Value>) throws -> Void
  ) throws -> [DamagedResult] {
    var texts = SpecificationTexts()
    var damaged: [DamagedResult] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT trials.id AS id, cell, seed, specification, state, lastAttempt, bytes, sha256, seconds, host,
          CAST(strftime('%s', acceptedAt) AS REAL) AS time
        FROM trials LEFT JOIN results ON results.trial = trials.id LEFT JOIN workers ON workers.id = results.worker
        WHERE position IS NOT NULL ORDER BY position
        """)
    while let row = try rows.next() {
      let trial = try store.plannedTrial(row, &texts)
      let accepted = Result { try self.accepted(row, decode) }
      let stored = StoredTrial(
        trial: trial, state: try state(row, isWhole: accepted.isSuccess),
        attempts: try row.decode(forColumn: "lastAttempt"), accepted: try? accepted.get())
      if stored.state == .damaged, case .failure(let error) = accepted {
        let isThere = try row.decode(String?.self, forColumn: "sha256") != nil
        damaged.append(
          DamagedResult(
            trial: trial.identifier, label: plan.label(of: trial),
            reason: isThere ? "\(error)" : "its result is missing"))
      }
      try body(stored)
    }
    return damaged
  }

  /// Hands every attempt at a trial of the plan to `body`, trial by trial in the order of the plan.
  public func forEachAttempt(_ body: (StoredAttempt) throws -> Void) throws {
    try store.forEachAttempt(in: database, body)
  }

  /// Throws where the trial is not done, or its result is not the one that was accepted.
  private func accepted<Value>(
    _ row: Row, _ decode: ([UInt8]) throws -> Value
  ) throws -> StoredTrial<Value>.Accepted {
    let bytes = try store.verifiedBytes(row)
    let state: String = try row.decode(forColumn: "state")
    guard state == "done", let digest = Digest(hexadecimal: try row.decode(forColumn: "sha256")) else {
      throw ResultStore.Unverified(description: "it has a result and is not done")
    }
    return .init(
      value: try decode(bytes), digest: digest, seconds: try row.decode(forColumn: "seconds"),
      host: try row.decode(forColumn: "host"), time: try row.decode(forColumn: "time"))
  }

  private func state<Value>(_ row: Row, isWhole: Bool) throws -> StoredTrial<Value>.State {
    let state: String = try row.decode(forColumn: "state")
    let hasResult = try row.decode(String?.self, forColumn: "sha256") != nil
    if isWhole { return .done }
    if state == "done" || hasResult { return .damaged }
    return switch state {
    case "waiting": .waiting
    case "leased": .running
    default: .failed
    }
  }
}

extension Result {
  fileprivate var isSuccess: Bool { (try? get()) != nil }
}

extension ResultStore {
  /// Runs `body` on the directory's sweep. Throws `StoreError.noSweep` if no plan was adopted yet.
  public func readingSweep<Value>(_ body: (StoredSweep) throws -> Value) throws -> Value {
    try read { database in
      try requireAdoptedPlan(database)
      return try body(StoredSweep(database, of: self))
    }
  }
}
