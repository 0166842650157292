import Coordination
import GRDB

/// A directory of results: a SQLite database with a sweep's plan and the history of its trials.
///
/// The whole database is checked beside the first reading or writing: nothing that was read is returned, and nothing that
/// was written is committed, before the check has ended. A fault is thrown as `StoreError.damaged`.
///
/// One process writes; any number may read meanwhile. When `append` has returned, its entries are on the disk, in the
/// files at the directory's paths. The schema, not the caller, ensures that a trial has at most one accepted result and
/// that the result never changes.
public final class ResultStore: Sendable {
  /// The database's name within its directory.
  public static let fileName = "results.sqlite"

  /// The directory, as given.
  public let directory: String
  let path: String
  let connection: DatabaseQueue
  private let session: WritingSession?
  /// The files that a reader opened; nil where no log is beside the database.
  private let opened: WrittenFiles?
  /// Nil for a new database, for readers beside a writer, and for audits, which check what they can read.
  private let check: StructureCheck?

  /// Opens `directory` for writing, and makes the directory and its database if they are missing.
  ///
  /// Throws `StoreError`: in use, inaccessible, incomplete, of another program or of a newer version.
  public init(writingTo directory: String) throws {
    try createDirectory(directory)
    self.directory = directory
    opened = nil
    let path = directory + "/" + Self.fileName
    self.path = path
    try requireUsableLength(ofDatabase: path)
    let lock = try DirectoryLock(directory)
    (connection, session, check) = try Self.translatingErrors(at: path) {
      let committed = try TransactionCount.recorded(in: directory)
      let isNew = !fileExists(path)
      if isNew, let committed, committed > 0 { throw StoreError.incomplete(path: path, held: 0, committed: committed) }
      // The count file is made before the database, so that an empty database without a count file is a damaged one.
      if isNew { _ = try TransactionCount(in: directory, startingAt: 0) }
      let connection = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false))
      try connection.read { try Self.requireSound($0, at: path, committed: isNew ? 0 : committed) }
      try connection.inDatabase { database in
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw StoreError.withoutLocks(path: path, detail: "SQLite cannot keep a write-ahead log there")
        }
      }
      let check = isNew ? nil : StructureCheck(ofDatabase: path, at: path)
      if try !connection.read(Schema.migrator.hasCompletedMigrations) {
        try check?.requireSound()
        try Schema.migrator.migrate(connection)
      }
      let held = try connection.read { try Self.history($0, at: path).transactions }
      let count = try TransactionCount(in: directory, startingAt: committed ?? held)
      return (connection, WritingSession(lock: lock, files: try WrittenFiles(ofDatabase: path), count: count), check)
    }
  }

  /// Opens an existing `directory` for reading, while another process may be writing.
  ///
  /// Throws `StoreError`: no database, no sweep yet, inaccessible, incomplete, of another program or version.
  public convenience init(readingFrom directory: String) throws {
    try self.init(readingFrom: directory, isChecked: true)
  }

  /// Opens an existing `directory` for who reads again and again. Beside a writer, which checked the whole database when it
  /// opened the directory, that check is left out. Every result is still compared with its digest, and the plan with its own.
  ///
  /// Throws as `init(readingFrom:)`.
  public convenience init(following directory: String) throws {
    try self.init(readingFrom: directory, isChecked: Self.writer(to: directory) == nil)
  }

  private convenience init(readingFrom directory: String, isChecked: Bool) throws {
    do { try self.init(readingOnceFrom: directory, isChecked: isChecked) } catch StoreError.incomplete(_, _, nil) {
      // A writer that was just starting has made its count file by now.
      try self.init(readingOnceFrom: directory, isChecked: isChecked)
    }
  }

  private convenience init(readingOnceFrom directory: String, isChecked: Bool) throws {
    // The count is read before the database, because a writer commits first and counts afterwards.
    let committed = try TransactionCount.recorded(in: directory)
    try self.init(opening: directory, isChecked: isChecked)
    try Self.translatingErrors(at: path) {
      try connection.read { database in
        try Self.requireSound(database, at: path, committed: committed)
        guard try !Self.isEmpty(database) else { throw StoreError.noSweep(directory: directory) }
        guard try Schema.migrator.hasCompletedMigrations(database) else { throw StoreError.older(path: path) }
      }
    }
  }

  /// Opens an existing `directory` for reading, in any state: for audits and exports.
  ///
  /// Throws `StoreError`: no database, inaccessible, not a database.
  public convenience init(inspecting directory: String) throws {
    try self.init(opening: directory, isChecked: false)
  }

  private init(opening directory: String, isChecked: Bool) throws {
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
    let address = Self.readableAddress(of: path, in: directory)
    connection = try Self.translatingErrors(at: path) {
      try DatabaseQueue(path: address, configuration: Self.configuration(readOnly: true))
    }
    opened = try? WrittenFiles(ofDatabase: path)
    check = isChecked ? StructureCheck(ofDatabase: path, at: address) : nil
  }

  /// What the process that writes to `directory` says of itself, `process 4211 on node7`; nil where none does, or where the
  /// file system has no locks.
  public static func writer(to directory: String) -> String? { DirectoryLock.holder(of: directory) }

  /// The number of transactions that were committed to `directory`, which grows with every change; nil where that is not
  /// known. Far cheaper than a look into the database.
  public static func transactions(in directory: String) -> Int? {
    (try? TransactionCount.recorded(in: directory)) ?? nil
  }

  /// Whether the files that were opened for reading are still those of the directory. False where that is not known.
  public var isInPlace: Bool { opened.map { $0.vanished == nil } ?? false }

  deinit {
    // A store that cannot be closed looks like a store whose process was killed.
    guard session != nil else { return }
    try? write(isOpen: false) { _ in }
    try? checkpoint()
    try? connection.close()
  }

  /// Runs `body` on one consistent state of the database.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try checked { try Self.translatingErrors(at: path) { try connection.read(body) } }
  }

  /// Runs `body` as one transaction. When `write` returns, the transaction is on the disk, in the files at the
  /// directory's paths. If `body` throws, nothing is changed.
  ///
  /// Throws `StoreError.vanished` if the database's files were deleted, moved or replaced.
  func write<Value>(isOpen: Bool = true, _ body: (Database) throws -> Value) throws -> Value {
    guard let session else { preconditionFailure("\(path) is open for reading only") }
    return try Self.translatingErrors(at: path) {
      try requireFilesInPlace(session)
      let (value, transactions) = try connection.write { database in
        try checked { (try body(database), try Self.countTransaction(in: database, isOpen: isOpen)) }
      }
      try requireFilesInPlace(session)
      try session.count.record(transactions)
      return value
    }
  }

  /// Moves the write-ahead log's contents into the database as far as readers allow, so that little depends on the log.
  func checkpoint() throws {
    try Self.translatingErrors(at: path) {
      try connection.inDatabase { _ = try $0.checkpoint(.passive) }
    }
  }

  private func checked<Value>(_ body: () throws -> Value) throws -> Value {
    try check.map { try $0.beside(body) } ?? body()
  }

  private func requireFilesInPlace(_ session: WritingSession) throws {
    guard let vanished = session.files.vanished else { return }
    throw StoreError.vanished(path: vanished, rescued: rescue())
  }
}
