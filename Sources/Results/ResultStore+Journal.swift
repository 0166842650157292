public import Coordination
import Digests
import FoundationEssentials
import GRDB
public import Plans
public import Trials

extension ResultStore: Journal {
  /// Records `entries` in one durable transaction: all of them or, if one throws, none.
  ///
  /// An entry that is recorded already is skipped, so that a restarted coordinator may repeat entries. Throws
  /// `JournalConflict` if an entry contradicts the journal.
  public func append(_ entries: [JournalEntry]) throws {
    guard !entries.isEmpty else { return }
    try write { database in
      for entry in entries { try record(entry, in: database) }
    }
  }

  /// Adopts `plan` while a coordinator is at work.
  public func extend(to plan: Plan) throws -> [TrialIdentifier: TrialRecord] { try adopt(plan).records }

  private func record(_ entry: JournalEntry, in database: Database) throws {
    switch entry {
    case .workerJoined(let worker, let slots, let provenance):
      try recordWorker(worker, slots: slots, provenance, in: database)
    case .leased(let attempt, let worker):
      try recordLease(of: attempt, to: worker, in: database)
    case .accepted(let result, let worker):
      try recordResult(result.finished, by: worker, in: database)
    case .duplicate(let result, let worker, let agrees):
      let finished = result.finished
      try database.run(
        "INSERT OR IGNORE INTO duplicates (trial, attempt, worker, sha256, bytes, agrees) VALUES (?, ?, ?, ?, ?, ?)",
        [
          finished.attempt.trial.description, finished.attempt.number, worker.text, finished.digest.description,
          agrees == true ? nil : Data(finished.result), agrees,
        ])
    case .ended(let attempt, let cause, let message, let isCharged):
      try recordEnd(of: attempt, cause, message, isCharged: isCharged, in: database)
    case .gaveUp(let trial, let message):
      let state = try trialState(trial, in: database).state
      guard state == "waiting" || state == "failed" else {
        throw JournalConflict(trial, "it cannot be given up while it is \(state)")
      }
      try database.run(
        "UPDATE trials SET state = 'failed', message = ?, forgivenAttempts = lastAttempt WHERE id = ?",
        [message, trial.description])
    }
  }

  private func recordWorker(
    _ worker: WorkerIdentifier, slots: Int, _ provenance: Provenance, in database: Database
  ) throws {
    try database.run(
      """
      INSERT INTO workers (id, slots, host, processor, system, version, build, kernels) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET slots = excluded.slots
      """,
      [
        worker.text, slots, provenance.host, provenance.processor, provenance.system, provenance.version,
        provenance.build.description, provenance.kernels,
      ])
  }

  private func recordLease(of attempt: Attempt, to worker: WorkerIdentifier, in database: Database) throws {
    let trial = attempt.trial.description
    let recorded = try trialState(attempt.trial, in: database)
    let known = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT worker, cause FROM attempts WHERE trial = ? AND number = ?"),
      arguments: [trial, attempt.number])
    if let known {
      let holder: String = known["worker"]
      guard holder == worker.text else {
        throw JournalConflict(attempt, "it is leased to \(worker), but the journal has it leased to \(holder)")
      }
      // The worker counted as lost and came back with the trial before another worker got it: the attempt goes on.
      guard recorded.state == "waiting", known["cause"] == FailureCause.workerLost.rawValue else { return }
      try database.run(
        "UPDATE attempts SET endedAt = NULL, cause = NULL, message = NULL WHERE trial = ? AND number = ?",
        [trial, attempt.number])
      return try database.run("UPDATE trials SET state = 'leased' WHERE id = ?", [trial])
    }
    guard recorded.state == "waiting", attempt.number > recorded.lastAttempt else {
      throw JournalConflict(
        attempt,
        "it cannot be leased to \(worker): the trial is \(recorded.state) after attempt \(recorded.lastAttempt)")
    }
    try database.run(
      "INSERT INTO attempts (trial, number, worker) VALUES (?, ?, ?)", [trial, attempt.number, worker.text])
    try database.run(
      "UPDATE trials SET state = 'leased', lastAttempt = ? WHERE id = ?", [attempt.number, trial])
  }

  /// Records a verified result without checking its bytes again.
  private func recordResult(
    _ finished: FinishedAttempt, by worker: WorkerIdentifier, in database: Database
  ) throws {
    let attempt = finished.attempt
    let trial = attempt.trial.description
    let digest = finished.digest.description
    let accepted = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT attempt, sha256 FROM results WHERE trial = ?"), arguments: [trial])
    if let accepted {
      guard accepted["attempt"] == attempt.number, accepted["sha256"] == digest else {
        throw JournalConflict(
          attempt, "another result is accepted already, that of attempt \(accepted["attempt"] as Int)")
      }
      return
    }
    let lastAttempt = try trialState(attempt.trial, in: database).lastAttempt
    guard try attempt.number == lastAttempt || isSuperseded(attempt, in: database) else {
      throw JournalConflict(attempt, "its result cannot be accepted, because the current attempt is \(lastAttempt)")
    }
    try database.run(
      "INSERT INTO results (trial, attempt, worker, bytes, sha256, seconds) VALUES (?, ?, ?, ?, ?, ?)",
      [trial, attempt.number, worker.text, Data(finished.result), digest, finished.seconds])
    try database.run(
      """
      UPDATE attempts SET endedAt = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), cause = NULL, message = NULL
      WHERE trial = ? AND number = ?
      """, [trial, attempt.number])
    try database.run("UPDATE trials SET state = 'done', message = NULL WHERE id = ?", [trial])
  }

  /// Whether a later copy of the attempt's trial was leased while the attempt runs on.
  private func isSuperseded(_ attempt: Attempt, in database: Database) throws -> Bool {
    let cause = try String.fetchOne(
      database.cachedStatement(sql: "SELECT cause FROM attempts WHERE trial = ? AND number = ?"),
      arguments: [attempt.trial.description, attempt.number])
    return cause == FailureCause.superseded.rawValue
  }

  private func recordEnd(
    of attempt: Attempt, _ cause: FailureCause, _ message: String, isCharged: Bool, in database: Database
  ) throws {
    let trial = attempt.trial.description
    let recorded = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT endedAt, cause FROM attempts WHERE trial = ? AND number = ?"),
      arguments: [trial, attempt.number])
    guard let recorded else { throw JournalConflict(attempt, "it ended (\(cause.rawValue)), but was never leased") }
    if recorded["endedAt"] != nil {
      guard recorded["cause"] != nil else {
        throw JournalConflict(attempt, "it ended without a result (\(cause.rawValue)), but its result is accepted")
      }
      return
    }
    try database.run(
      """
      UPDATE attempts SET endedAt = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), cause = ?, message = ?, charged = ?
      WHERE trial = ? AND number = ?
      """, [cause.rawValue, message, isCharged, trial, attempt.number])
    try database.run("UPDATE trials SET state = 'waiting' WHERE id = ? AND state = 'leased'", [trial])
  }

  private func trialState(_ trial: TrialIdentifier, in database: Database) throws -> (state: String, lastAttempt: Int) {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT state, lastAttempt FROM trials WHERE id = ?"),
      arguments: [trial.description])
    guard let row else { throw JournalConflict(trial, "no plan of this directory has held it") }
    return (row["state"], row["lastAttempt"])
  }
}
