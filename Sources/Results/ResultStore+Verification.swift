import Coordination
import Digests
import FoundationEssentials
import GRDB
import Plans
public import Trials

/// The only way to read results: first the bytes, then their digest, then their contents.
extension ResultStore {
  /// Reads the accepted results of the plan's trials with `decode`. A result is damaged, and has no value, if it is
  /// missing, cannot be read, does not have the digest from its acceptance, or belongs to a trial that is not done.
  func verifiedResults<Value>(
    _ database: Database, as decode: ([UInt8]) throws -> Value
  ) throws -> VerifiedResults<Value> {
    var values: [TrialIdentifier: Value] = [:]
    var damaged: [DamagedResult] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, cell, specification, state, bytes, sha256 FROM trials LEFT JOIN results ON results.trial = trials.id
        WHERE position IS NOT NULL AND (state = 'done' OR bytes IS NOT NULL) ORDER BY position
        """)
    while let row = try rows.next() {
      do { values[try identifier(row.decode(forColumn: "id"))] = try decode(try verifiedBytes(row)) } catch {
        let trial = try plannedTrial(row)
        let label = try planWithoutTrials(database).label(of: trial)
        damaged.append(DamagedResult(trial: trial.identifier, label: label, reason: "\(error)"))
      }
    }
    return VerifiedResults(values: values, damaged: damaged)
  }

  /// The damaged results of the plan's trials.
  func damagedResults(_ database: Database) throws -> [DamagedResult] {
    try verifiedResults(database) { _ in }.damaged
  }

  /// The bytes of the accepted result of `trial`; nil if none is accepted. Throws `DamagedResults` if the bytes do not
  /// have the digest from their acceptance.
  public func result(of trial: TrialIdentifier) throws -> [UInt8]? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT 'done' AS state, bytes, sha256 FROM results WHERE trial = ?",
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
  private struct Unverified: Error, CustomStringConvertible {
    let description: String
  }

  /// The bytes in `row` (columns state, bytes, sha256).
  private func verifiedBytes(_ row: Row) throws -> [UInt8] {
    guard let bytes = try row.decode(Data?.self, forColumn: "bytes") else {
      throw Unverified(description: "its result is missing")
    }
    guard try SHA256.hash(bytes) == row.decode(String?.self, forColumn: "sha256").flatMap(Digest.init(hexadecimal:))
    else {
      throw Unverified(description: "its result does not have the digest it was accepted with")
    }
    guard try row.decode(String.self, forColumn: "state") == "done" else {
      throw Unverified(description: "it has a result and is not done")
    }
    return Array(bytes)
  }
}
