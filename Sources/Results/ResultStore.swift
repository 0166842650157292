import Coordination
import GRDB

/// A directory of results: a SQLite database that holds a sweep's plan and everything that happened to its trials.
///
/// One process writes, any number read meanwhile. What `append` returned from is on the disk. The schema, not the caller,
/// sees to it that a trial has at most one accepted result and that this result never changes.
public final class ResultStore: Sendable {
  /// The database's name within its directory.
  public static let fileName = "results.sqlite"

  /// The directory, as it was given.
  public let directory: String
  /// The identity of the directory's journal.
  public let identifier: JournalIdentifier
  let path: String
  private let connection: DatabaseQueue
  private let lock: DirectoryLock?

  /// Opens `directory` for writing and creates it and its database where they are missing.
  ///
  /// Throws `StoreError`: in use, inaccessible, damaged, of another program or of a newer version.
  public init(writingTo directory: String) throws {
    try createDirectory(directory)
    self.directory = directory
    path = directory + "/" + Self.fileName
    lock = try DirectoryLock(directory)
    connection = try Self.translatingErrors(at: path) { [path] in
      let connection = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false))
      try connection.inDatabase { database in
        guard try !Self.isForeign(database) else { throw StoreError.foreign(path: path) }
        guard try !Schema.migrator.hasBeenSuperseded(database) else { throw StoreError.newer(path: path) }
        let verdict = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
        guard verdict == ["ok"] else { throw StoreError.damaged(path: path, detail: verdict.joined(separator: "; ")) }
        try database.execute(sql: "PRAGMA journal_mode = WAL")
      }
      try Schema.migrator.migrate(connection)
      return connection
    }
    identifier = try Self.translatingErrors(at: path) { [path, connection] in
      try connection.read { try Self.journalIdentifier($0, path: path) }
    }
  }

  /// Opens an existing `directory` for reading, while another process may be writing.
  ///
  /// Throws `StoreError`: no database, no sweep yet, inaccessible, damaged, of another program or version.
  public init(readingFrom directory: String) throws {
    self.directory = directory
    path = directory + "/" + Self.fileName
    lock = nil
    guard fileExists(path) else { throw StoreError.noDatabase(directory: directory) }
    connection = try Self.translatingErrors(at: path) { [path] in
      let connection = try DatabaseQueue(
        path: Self.readableAddress(of: path, in: directory), configuration: Self.configuration(readOnly: true))
      try connection.read { database in
        guard try !Self.isForeign(database) else { throw StoreError.foreign(path: path) }
        guard try !Schema.migrator.hasBeenSuperseded(database) else { throw StoreError.newer(path: path) }
        guard try !Self.isEmpty(database) else { throw StoreError.noSweep(directory: directory) }
        guard try Schema.migrator.hasCompletedMigrations(database) else { throw StoreError.older(path: path) }
      }
      return connection
    }
    identifier = try Self.translatingErrors(at: path) { [path, connection] in
      try connection.read { try Self.journalIdentifier($0, path: path) }
    }
  }

  /// Runs `body` on one consistent state of the database.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(at: path) { try connection.read(body) }
  }

  /// Runs `body` as one transaction, which is on the disk when this returns and leaves no trace when `body` throws.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(at: path) { try connection.write(body) }
  }

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // In WAL mode only FULL synchronizes at every commit, and a commit is what workers are told to rely on.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  /// Where a reader finds the database.
  ///
  /// SQLite creates two files beside a database that was closed in WAL mode, even to read it. Where we may not (another
  /// user's results, a read-only disk), nobody is writing if there is no log, and the file is opened as one that stays.
  private static func readableAddress(of path: String, in directory: String) -> String {
    guard !isWritable(directory), !fileExists(path + "-wal") else { return path }
    let reserved: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
    return "file:" + path.map { reserved[$0] ?? String($0) }.joined() + "?immutable=1"
  }

  private static func journalIdentifier(_ database: Database, path: String) throws -> JournalIdentifier {
    let text = try String.fetchOne(database, sql: "SELECT identifier FROM journal") ?? ""
    guard let identifier = JournalIdentifier(text) else {
      throw StoreError.damaged(path: path, detail: "it has no journal's identity")
    }
    return identifier
  }

  private static func isForeign(_ database: Database) throws -> Bool {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id")
    return try mark != Schema.applicationIdentifier && !isEmpty(database)
  }

  private static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
  }

  private static func translatingErrors<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as DatabaseError { throw StoreError(error, path: path) }
  }
}

extension Database {
  /// Runs one statement, compiled at its first use.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
