import Coordination
import Digests
import FoundationEssentials
import GRDB
import Plans
public import Trials

/// The one way in which results are read: bytes, their digest, and only then what they say.
extension ResultStore {
  /// Reads the accepted results of the plan's trials with `decode`. A result that is missing or does not have the digest
  /// it was accepted with, that cannot be read or whose trial is not done is damaged and has no value.
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

  /// The bytes of the accepted result of `trial`; nil where none is accepted. Throws `DamagedResults` where they do not
  /// have the digest they were accepted with.
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

  /// Throws `DamagedResults` where a result of the plan's trials is not what was accepted.
  public func requireWholeResults() throws {
    let damaged = try read(damagedResults)
    if !damaged.isEmpty { throw DamagedResults(directory: directory, results: damaged) }
  }

  /// Why bytes are not the result that was accepted.
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
