import Coordination
import Digests
import FoundationEssentials
import GRDB
import OperatingSystem
import Plans
public import Trials

/// The only way to read results: first the bytes, then their digest, then their contents.
extension ResultStore {
  /// Reads the accepted results of the plan's trials with `decode`. A result is damaged, and has no value, if it is missing,
  /// cannot be read, does not have the digest from its acceptance, or belongs to a trial that is not done.
  func verifiedResults<Value>(
    _ database: Database, as decode: @Sendable (AcceptedResult) throws -> Value
  ) throws -> VerifiedResults<Value> {
    var expected = try plannedStates(database)
    var values = [TrialIdentifier: Value](minimumCapacity: expected.count)
    var damaged: [(position: Int, trial: TrialIdentifier, reason: String)] = []
    var workers: [String: Int] = [:]
    var unread: [UnreadResult] = []
    var unreadBytes = 0
    func readAll() {
      let results = unread.mapInParallel { result in Result { try result.value(as: decode) } }
      for (result, value) in zip(unread, results) {
        switch value {
        case .success(let value): values[result.trial] = value
        case .failure(let reason): damaged.append((result.position, result.trial, "\(reason)"))
        }
      }
      unread.removeAll(keepingCapacity: true)
      unreadBytes = 0
    }
    // In the table's own order: a look-up for each trial would take longer than reading the results.
    let rows = try Row.fetchCursor(database, sql: "SELECT trial, bytes, sha256, seconds, worker FROM results")
    while let row = try rows.next() {
      // A result of an identity that nobody planned leaves the trial that lost it without a result.
      guard let trial = TrialIdentifier(try row.decode(atIndex: 0)), let planned = expected.removeValue(forKey: trial)
      else { continue }
      do {
        let bytes = try row.withUnsafeData(atIndex: 1) { Array($0 ?? Data()) }
        unreadBytes += bytes.count
        unread.append(
          UnreadResult(
            trial: trial, position: planned.position, isDone: planned.isDone, bytes: bytes,
            sha256: try row.decode(atIndex: 2),
            seconds: try row.decode(atIndex: 3)))
        workers[try row.decode(atIndex: 4), default: 0] += 1
      } catch {
        damaged.append((planned.position, trial, "\(error)"))
      }
      if unread.count == Self.resultsAtOnce || unreadBytes > Self.bytesAtOnce { readAll() }
    }
    readAll()
    damaged += expected.filter(\.value.isDone).map { ($0.value.position, $0.key, "its result is missing") }
    return VerifiedResults(
      values: values,
      damaged: try damaged.sorted { $0.position < $1.position }.map {
        DamagedResult(trial: $0.trial, label: try label(of: $0.trial, in: database), reason: $0.reason)
      },
      workers: Dictionary(uniqueKeysWithValues: try workers.map { (try worker($0.key), $0.value) }))
  }

  /// So many results are in memory at once, and few of them are left for the last processor.
  private static let resultsAtOnce = 2048
  /// Results with pictures or long curves may be large.
  private static let bytesAtOnce = 64 << 20

  /// The place in the plan of every planned trial, and whether it is done.
  private func plannedStates(
    _ database: Database
  ) throws -> [TrialIdentifier: (position: Int, isDone: Bool)] {
    var states: [TrialIdentifier: (position: Int, isDone: Bool)] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, position, state = 'done' AS isDone FROM trials WHERE position IS NOT NULL")
    while let row = try rows.next() {
      states[try identifier(row.decode(atIndex: 0))] = (try row.decode(atIndex: 1), try row.decode(atIndex: 2))
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
    try verifiedResults(database) { _ in }.damaged
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
    _ = try Self.verifiedDigest(of: Array(bytes), sha256: row.decode(forColumn: "sha256"))
    return Array(bytes)
  }

  private static func verifiedDigest(of bytes: [UInt8], sha256: String?) throws -> Digest {
    let digest = SHA256.hash(bytes)
    guard digest == sha256.flatMap(Digest.init(hexadecimal:)) else {
      throw Unverified(description: "its result does not have the digest it was accepted with")
    }
    return digest
  }

  /// A result whose bytes have the digest from its acceptance.
  struct AcceptedResult {
    let bytes: [UInt8]
    let digest: Digest
    /// The wall-clock seconds of the attempt.
    let seconds: Double
  }

  /// A row of the table `results`, of which nothing is believed yet.
  private struct UnreadResult: Sendable {
    let trial: TrialIdentifier
    let position: Int
    let isDone: Bool
    let bytes: [UInt8]
    let sha256: String?
    let seconds: Double

    func value<Value>(as decode: (AcceptedResult) throws -> Value) throws -> Value {
      let digest = try ResultStore.verifiedDigest(of: bytes, sha256: sha256)
      guard isDone else { throw Unverified(description: "it has a result and is not done") }
      return try decode(AcceptedResult(bytes: bytes, digest: digest, seconds: seconds))
    }
  }
}
