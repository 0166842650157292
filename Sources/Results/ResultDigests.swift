import Digests
import FoundationEssentials
import GRDB

/// A check of every result's digest, row by row, so that a damaged page hides no other results.
struct ResultDigests {
  /// The number of rows, unreadable ones included.
  private(set) var results = 0
  /// The number of results whose bytes have their digest.
  private(set) var whole = 0
  /// The faults, one sentence each.
  private(set) var problems: [String] = []

  /// A check of no results.
  init() {}

  /// Checks every row of the table `results`.
  init(of database: Database) throws {
    guard let last = try Int.fetchOne(database, sql: "SELECT max(rowid) FROM results"), last > 0 else { return }
    let statement = try database.cachedStatement(sql: "SELECT trial, bytes, sha256 FROM results WHERE rowid = ?")
    var unreadable = 0
    for number in 1...last {
      do {
        guard let row = try Row.fetchOne(statement, arguments: [number]) else { continue }
        try check(row)
      } catch {
        unreadable += 1
      }
    }
    results += unreadable
    if unreadable > 0 { problems.append("\(unreadable) results cannot be read.") }
  }

  private mutating func check(_ row: Row) throws {
    let trial = try row.decode(String.self, forColumn: "trial")
    let isWhole =
      try SHA256.hash(row.decode(Data.self, forColumn: "bytes"))
      == Digest(hexadecimal: row.decode(String.self, forColumn: "sha256"))
    results += 1
    if isWhole {
      whole += 1
    } else {
      problems.append("Trial \(trial.prefix(8)) has a result whose bytes do not have their digest.")
    }
  }
}
