import Coordination
import FoundationEssentials
import GRDB
import Sweeps
import Trials

extension ResultStore {
  /// What is recorded of every trial of the plan.
  public func records() throws -> [TrialIdentifier: TrialRecord] {
    try read { database in
      var records: [TrialIdentifier: TrialRecord] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT trials.id, state, lastAttempt, trials.message, attempts.worker, sha256
          FROM trials LEFT JOIN attempts ON attempts.trial = trials.id AND attempts.number = lastAttempt
            LEFT JOIN results ON results.trial = trials.id
          WHERE position IS NOT NULL
          """)
      while let row = try rows.next() {
        records[try identifier(row["id"])] = TrialRecord(
          state: try state(row), lastAttempt: row["lastAttempt"], resultDigest: row["sha256"])
      }
      let failures = try Row.fetchCursor(
        database,
        sql: """
          SELECT trial, cause, COUNT(*) AS count FROM attempts JOIN trials ON trials.id = trial
          WHERE position IS NOT NULL AND cause IS NOT NULL AND number > forgivenAttempts GROUP BY trial, cause
          """)
      while let row = try failures.next() {
        records[try identifier(row["trial"])]?.failures[try cause(row["cause"])] = row["count"]
      }
      return records
    }
  }

  /// The bytes of the accepted result of `trial`; nil where none is accepted.
  public func result(of trial: TrialIdentifier) throws -> [UInt8]? {
    try read { database in
      try Data.fetchOne(database, sql: "SELECT bytes FROM results WHERE trial = ?", arguments: [trial.description])
        .map(Array.init)
    }
  }

  /// The accepted results of the plan's trials, all of one moment.
  public func results() throws -> [TrialIdentifier: TrialResult] {
    try read(results)
  }

  /// The plan, its results and what else is recorded of it, all of one moment; at most the last `failures` of the attempts
  /// that ended without a result. Throws `StoreError.noSweep` where no plan was adopted yet.
  public func sweep(failures limit: Int) throws -> SweepRecord {
    try read { database in
      SweepRecord(
        plan: try plan(database), results: try results(database), counts: try counts(database),
        failures: try recentFailures(limit: limit, in: database), origins: try origins(database))
    }
  }

  /// The curves of the accepted result of `trial`, by name; nil where none is accepted.
  public func curves(of trial: TrialIdentifier) throws -> [String: [CurvePoint]]? {
    try result(of: trial).map { try TrialResult(encoded: $0).curves }
  }

  /// The final metrics of every accepted result of the plan's trials, and which of these diverged.
  public func metrics() throws -> [TrialIdentifier: TrialMetrics] {
    try read { try decodedResults($0, TrialMetrics.init(encoded:)) }
  }

  /// How many trials of the plan are in which state.
  public func counts() throws -> TrialCounts {
    try read(counts)
  }

  /// The seconds that every finished trial of the plan took, by the index of its cell.
  public func durations() throws -> TrialDurations {
    try read { database in
      var durations = TrialDurations()
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT cell, seconds FROM results JOIN trials ON trials.id = trial WHERE position IS NOT NULL ORDER BY position
          """)
      while let row = try rows.next() { durations.add(cell: row["cell"], seconds: row["seconds"]) }
      return durations
    }
  }

  /// Every attempt of `trial`, the first one first.
  public func attempts(of trial: TrialIdentifier) throws -> [AttemptRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT number, worker, leasedAt, endedAt, cause, message FROM attempts WHERE trial = ? ORDER BY number",
        arguments: [trial.description]
      ).map { row in
        AttemptRecord(
          attempt: Attempt(trial: trial, number: row["number"]), worker: WorkerIdentifier(row["worker"]),
          leasedAt: row["leasedAt"], endedAt: row["endedAt"], cause: try (row["cause"] as String?).map(cause),
          message: row["message"])
      }
    }
  }

  /// What the directory says of its sweep, whether or not a coordinator is at work: counts and failures, no workers.
  public func snapshot(failures limit: Int = 5) throws -> FleetSnapshot {
    try read { database in
      FleetSnapshot(
        sweep: try planWithoutTrials(database).name, counts: try counts(database),
        lastFailures: try recentFailures(limit: limit, in: database))
    }
  }

  private func results(_ database: Database) throws -> [TrialIdentifier: TrialResult] {
    try decodedResults(database, TrialResult.init(encoded:))
  }

  private func decodedResults<Value>(
    _ database: Database, _ decode: ([UInt8]) throws -> Value
  ) throws -> [TrialIdentifier: Value] {
    var results: [TrialIdentifier: Value] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT trial, bytes FROM results JOIN trials ON trials.id = trial WHERE position IS NOT NULL")
    while let row = try rows.next() {
      let trial = try identifier(row["trial"])
      do { results[trial] = try decode(Array(row["bytes"] as Data)) } catch {
        throw StoreError.damaged(path: path, detail: "the result of trial \(trial.short) cannot be read: \(error)")
      }
    }
    return results
  }

  private func origins(_ database: Database) throws -> [ResultOrigin] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT host, processor, system, version, build, kernels, COUNT(*) AS results
        FROM results JOIN trials ON trials.id = trial JOIN workers ON workers.id = worker WHERE position IS NOT NULL
        GROUP BY host, processor, system, version, build, kernels
        ORDER BY host, processor, system, version, build, kernels
        """
    ).map { row in
      ResultOrigin(
        provenance: Provenance(
          host: row["host"], processor: row["processor"], system: row["system"], version: row["version"],
          build: row["build"], kernels: row["kernels"]), results: row["results"])
    }
  }

  func counts(_ database: Database) throws -> TrialCounts {
    guard let planned = try Int.fetchOne(database, sql: "SELECT planned FROM sweep") else {
      throw StoreError.noSweep(directory: directory)
    }
    var counts = TrialCounts(planned: planned, waiting: 0, leased: 0, done: 0, failed: 0)
    let rows = try Row.fetchAll(
      database, sql: "SELECT state, COUNT(*) AS count FROM trials WHERE position IS NOT NULL GROUP BY state")
    for row in rows {
      switch row["state"] as String {
      case "waiting": counts.waiting = row["count"]
      case "leased": counts.leased = row["count"]
      case "done": counts.done = row["count"]
      default: counts.failed = row["count"]
      }
    }
    return counts
  }

  /// Drained attempts, which nobody failed at, are left out.
  private func recentFailures(limit: Int, in database: Database) throws -> [FailureSnapshot] {
    let plan = try planWithoutTrials(database)
    return try Row.fetchAll(
      database,
      sql: """
        SELECT id, cell, specification, number, worker, cause, attempts.message AS message
        FROM attempts JOIN trials ON trials.id = trial
        WHERE position IS NOT NULL AND cause IS NOT NULL AND cause != ? ORDER BY endedAt DESC, attempts.rowid DESC LIMIT ?
        """, arguments: [FailureCause.drained.rawValue, limit]
    ).map { row in
      let trial = try plannedTrial(row)
      return FailureSnapshot(
        attempt: Attempt(trial: trial.identifier, number: row["number"]), label: plan.label(of: trial),
        worker: WorkerIdentifier(row["worker"]), cause: try cause(row["cause"]), message: row["message"])
    }
  }

  private func identifier(_ text: String) throws -> TrialIdentifier {
    guard let identifier = TrialIdentifier(text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is no trial's identity")
    }
    return identifier
  }

  private func cause(_ text: String) throws -> FailureCause {
    guard let cause = FailureCause(rawValue: text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is no cause of a failure")
    }
    return cause
  }

  private func state(_ row: Row) throws -> TrialRecord.State {
    switch row["state"] as String {
    case "waiting": .waiting
    case "leased": .leased(to: WorkerIdentifier(row["worker"]))
    case "done": .done
    default: .failed(message: row["message"])
    }
  }
}
