import Coordination
import GRDB

/// A directory of results: a SQLite database that holds a sweep's plan and everything that happened to its trials.
///
/// One process writes, any number read meanwhile. What `append` returned from is on the disk, in the files that are there.
/// The schema, not the caller, sees to it that a trial has at most one accepted result and that this result never changes.
public final class ResultStore: Sendable {
  /// The database's name within its directory.
  public static let fileName = "results.sqlite"

  /// The directory, as it was given.
  public let directory: String
  let path: String
  let connection: DatabaseQueue
  private let session: WritingSession?

  /// Opens `directory` for writing and creates it and its database where they are missing.
  ///
  /// Throws `StoreError`: in use, inaccessible, damaged, incomplete, of another program or of a newer version.
  public init(writingTo directory: String) throws {
    try createDirectory(directory)
    self.directory = directory
    let path = directory + "/" + Self.fileName
    self.path = path
    try requireUsableLength(ofDatabase: path)
    let lock = try DirectoryLock(directory)
    (connection, session) = try Self.translatingErrors(at: path) {
      let committed = try TransactionCount.recorded(in: directory)
      let isNew = !fileExists(path)
      if isNew, let committed, committed > 0 { throw StoreError.incomplete(path: path, held: 0, committed: committed) }
      // Before the database, so that an empty one beside no count is a damaged one.
      if isNew { _ = try TransactionCount(in: directory, startingAt: 0) }
      let connection = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false))
      try connection.read { try Self.requireSound($0, at: path, committed: isNew ? 0 : committed) }
      try connection.inDatabase { database in
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw StoreError.withoutLocks(path: path, detail: "SQLite cannot keep a write-ahead log there")
        }
      }
      try Schema.migrator.migrate(connection)
      let held = try connection.read { try Self.history($0, at: path).transactions }
      let count = try TransactionCount(in: directory, startingAt: held)
      try count.record(try connection.write { try Self.countTransaction(in: $0, isOpen: true) })
      return (connection, WritingSession(lock: lock, files: try WrittenFiles(ofDatabase: path), count: count))
    }
    try checkpoint()
  }

  /// Opens an existing `directory` for reading, while another process may be writing.
  ///
  /// Throws `StoreError`: no database, no sweep yet, inaccessible, damaged, incomplete, of another program or version.
  public convenience init(readingFrom directory: String) throws {
    do { try self.init(readingOnceFrom: directory) } catch StoreError.incomplete(_, _, nil) {
      // A writer that was just starting has made its count by now.
      try self.init(readingOnceFrom: directory)
    }
  }

  private convenience init(readingOnceFrom directory: String) throws {
    // Before the database is looked at: a writer commits first, then counts.
    let committed = try TransactionCount.recorded(in: directory)
    try self.init(inspecting: directory)
    try read { database in
      try Self.requireSound(database, at: path, committed: committed)
      guard try !Self.isEmpty(database) else { throw StoreError.noSweep(directory: directory) }
      guard try Schema.migrator.hasCompletedMigrations(database) else { throw StoreError.older(path: path) }
    }
  }

  /// Opens an existing `directory` for reading, in whatever state it is: for audits, and to export what is there.
  ///
  /// Throws `StoreError`: no database, inaccessible, no database at all.
  public init(inspecting directory: String) throws {
    self.directory = directory
    let path = directory + "/" + Self.fileName
    self.path = path
    session = nil
    guard fileExists(path) else {
      let committed = try TransactionCount.recorded(in: directory) ?? 0
      guard committed == 0 else { throw StoreError.incomplete(path: path, held: 0, committed: committed) }
      throw StoreError.noDatabase(directory: directory)
    }
    try requireUsableLength(ofDatabase: path)
    connection = try Self.translatingErrors(at: path) {
      try DatabaseQueue(
        path: Self.readableAddress(of: path, in: directory), configuration: Self.configuration(readOnly: true))
    }
  }

  /// What the process that writes to `directory` says of itself, `process 4211 on node7`; nil where none does, or where the
  /// file system has no locks.
  public static func writer(to directory: String) -> String? { DirectoryLock.holder(of: directory) }

  deinit {
    // A store that cannot be closed well looks like one whose process was killed.
    guard session != nil else { return }
    try? write(isOpen: false) { _ in }
    try? checkpoint()
    try? connection.close()
  }

  /// Runs `body` on one consistent state of the database.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(at: path) { try connection.read(body) }
  }

  /// Runs `body` as one transaction. When this returns, it is on the disk and in the files that are there. It leaves no
  /// trace when `body` throws.
  ///
  /// Throws `StoreError.vanished` where the database's files were deleted, moved or replaced.
  func write<Value>(isOpen: Bool = true, _ body: (Database) throws -> Value) throws -> Value {
    guard let session else { preconditionFailure("\(path) is open for reading only") }
    return try Self.translatingErrors(at: path) {
      try requireFilesInPlace(session)
      let (value, transactions) = try connection.write { database in
        (try body(database), try Self.countTransaction(in: database, isOpen: isOpen))
      }
      try requireFilesInPlace(session)
      try session.count.record(transactions)
      return value
    }
  }

  /// Moves what the write-ahead log holds into the database as far as readers allow, so that little depends on the log.
  func checkpoint() throws {
    try Self.translatingErrors(at: path) {
      try connection.inDatabase { _ = try $0.checkpoint(.passive) }
    }
  }

  private func requireFilesInPlace(_ session: WritingSession) throws {
    guard let vanished = session.files.vanished else { return }
    throw StoreError.vanished(path: vanished, rescued: rescue())
  }
}
