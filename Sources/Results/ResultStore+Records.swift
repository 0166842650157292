public import Coordination
import Digests
import GRDB
public import Trials

/// What a coordinator continues from.
extension ResultStore {
  /// The record of every trial of the plan.
  public func records() throws -> [TrialIdentifier: TrialRecord] {
    try read { try records($0, with: recordedResults($0)) }
  }

  /// What a record has of an accepted result.
  struct RecordedResult: Sendable {
    let outcome: TrialOutcome
    let digest: Digest
    let seconds: Double
  }

  func recordedResults(_ database: Database) throws -> VerifiedResults<RecordedResult> {
    try verifiedResults(database) {
      RecordedResult(outcome: try TrialOutcome(encoded: $0.bytes), digest: $0.digest, seconds: $0.seconds)
    }
  }

  /// The record of every trial of the plan, whose results were read before. A trial whose result is damaged waits.
  func records(
    _ database: Database, with results: VerifiedResults<RecordedResult>
  ) throws -> [TrialIdentifier: TrialRecord] {
    var records = [TrialIdentifier: TrialRecord](minimumCapacity: results.values.count)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, lastAttempt, state, message FROM trials WHERE position IS NOT NULL")
    while let row = try rows.next() {
      let trial = try identifier(row[0])
      let result = results.values[trial]
      records[trial] = TrialRecord(
        state: try state(row[2], message: row[3]), lastAttempt: row[1], resultDigest: result?.digest,
        seconds: result?.seconds, outcome: result?.outcome)
    }
    for result in results.damaged { records[result.trial]?.state = .waiting }
    try addHolders(to: &records, database)
    try addCharges(to: &records, database)
    return records
  }

  private func addHolders(to records: inout [TrialIdentifier: TrialRecord], _ database: Database) throws {
    var workers: [String: (identifier: WorkerIdentifier, host: String)] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT id, host FROM workers") {
      workers[row[0]] = (try worker(row[0]), row[1])
    }
    // Without joins: their look-ups would take longer than reading the table.
    let rows = try Row.fetchCursor(database, sql: "SELECT trial, number, worker FROM attempts")
    while let row = try rows.next() {
      let (number, name): (Int, String) = (row[1], row[2])
      guard let place = try records.index(forKey: identifier(row[0])), let holder = workers[name] else { continue }
      records.values[place].holders[number] = holder.identifier
      if number == records.values[place].lastAttempt { records.values[place].lastHost = holder.host }
    }
  }

  private func addCharges(to records: inout [TrialIdentifier: TrialRecord], _ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT trial, host, cause, number = lastAttempt
        FROM attempts JOIN trials ON trials.id = trial JOIN workers ON workers.id = worker
        WHERE position IS NOT NULL AND cause IS NOT NULL AND charged AND number > forgivenAttempts
        """)
    while let row = try rows.next() {
      let cause = try cause(row[2])
      // A lost attempt is charged only if a later attempt was leased.
      if cause == .workerLost, row[3] { continue }
      records[try identifier(row[0])]?.charges.add(cause, host: row[1])
    }
  }

  private func state(_ name: String, message: String?) throws -> TrialRecord.State {
    switch name {
    case "waiting": return .waiting
    case "leased": return .leased
    case "done": return .done
    default:
      guard let message else { throw StoreError.damaged(path: path, detail: "a trial was given up without a reason") }
      return .failed(message: message)
    }
  }
}
