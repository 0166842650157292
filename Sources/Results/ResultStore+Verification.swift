import Coordination
import Digests
import FoundationEssentials
import GRDB
import Plans
public import Trials

/// The only way to read results: first the bytes, then their digest, then their contents.
extension ResultStore {
  /// Reads the accepted results of the plan's trials with `decode`, from their bytes and the seconds of their attempts. A result is damaged, and has no value, if it is
  /// missing, cannot be read, does not have the digest from its acceptance, or belongs to a trial that is not done.
  func verifiedResults<Value>(
    _ database: Database, as decode: ([UInt8], Double) throws -> Value
  ) throws -> VerifiedResults<Value> {
    var expected = try plannedStates(database)
    var values: [TrialIdentifier: Value] = [:]
    var damaged: [(position: Int, trial: TrialIdentifier, reason: String)] = []
    // In the table's own order: a look-up for each trial would take longer than reading the results.
    let rows = try Row.fetchCursor(database, sql: "SELECT trial, bytes, sha256, seconds FROM results")
    while let row = try rows.next() {
      // A result of an identity that nobody planned leaves the trial that lost it without a result.
      guard let trial = TrialIdentifier(try row.decode(forColumn: "trial")),
        let planned = expected.removeValue(forKey: trial)
      else { continue }
      do {
        let bytes = try verifiedBytes(row)
        guard planned.isDone else { throw Unverified(description: "it has a result and is not done") }
        values[trial] = try decode(bytes, row.decode(forColumn: "seconds"))
      } catch {
        damaged.append((planned.position, trial, "\(error)"))
      }
    }
    damaged += expected.filter(\.value.isDone).map { ($0.value.position, $0.key, "its result is missing") }
    return VerifiedResults(
      values: values,
      damaged: try damaged.sorted { $0.position < $1.position }.map {
        DamagedResult(trial: $0.trial, label: try label(of: $0.trial, in: database), reason: $0.reason)
      })
  }

  /// The place in the plan of every planned trial, and whether it is done.
  private func plannedStates(
    _ database: Database
  ) throws -> [TrialIdentifier: (position: Int, isDone: Bool)] {
    var states: [TrialIdentifier: (position: Int, isDone: Bool)] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, position, state = 'done' AS isDone FROM trials WHERE position IS NOT NULL")
    while let row = try rows.next() {
      states[try identifier(row.decode(forColumn: "id"))] = (
        try row.decode(forColumn: "position"), try row.decode(forColumn: "isDone")
      )
    }
    return states
  }

  private func label(of trial: TrialIdentifier, in database: Database) throws -> String {
    let row = try Row.fetchOne(
      database, sql: "SELECT id, cell, seed, specification FROM trials WHERE id = ?", arguments: [trial.description])
    var texts = SpecificationTexts()
    return try row.map { try planWithoutTrials(database).label(of: try plannedTrial($0, &texts)) } ?? trial.short
  }

  /// The damaged results of the plan's trials.
  func damagedResults(_ database: Database) throws -> [DamagedResult] {
    try verifiedResults(database) { _, _ in }.damaged
  }

  /// The bytes of the accepted result of `trial`; nil if none is accepted. Throws `DamagedResults` if the bytes do not
  /// have the digest from their acceptance.
  public func result(of trial: TrialIdentifier) throws -> [UInt8]? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT bytes, sha256 FROM results WHERE trial = ?",
        arguments: [trial.description])
      do { return try row.map(verifiedBytes) } catch let error as Unverified {
        let result = DamagedResult(trial: trial, label: trial.short, reason: error.description)
        throw DamagedResults(directory: directory, results: [result])
      }
    }
  }

  /// Throws `DamagedResults` if a result of the plan's trials is damaged.
  public func requireWholeResults() throws {
    let damaged = try read(damagedResults)
    if !damaged.isEmpty { throw DamagedResults(directory: directory, results: damaged) }
  }

  /// The reason why bytes are not the accepted result.
  struct Unverified: Error, CustomStringConvertible {
    let description: String
  }

  /// The bytes in `row` (columns bytes, sha256).
  func verifiedBytes(_ row: Row) throws -> [UInt8] {
    let bytes = try row.decode(Data.self, forColumn: "bytes")
    guard try SHA256.hash(bytes) == row.decode(String?.self, forColumn: "sha256").flatMap(Digest.init(hexadecimal:))
    else {
      throw Unverified(description: "its result does not have the digest it was accepted with")
    }
    return Array(bytes)
  }
}
