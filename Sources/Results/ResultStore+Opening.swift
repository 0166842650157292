import GRDB

/// The checks of a database when it is opened.
extension ResultStore {
  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // In WAL mode only FULL synchronizes at every commit, and workers rely on commits.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // Up to 64 MB, so that the checks find the indexes of 100,000 trials in memory.
      try database.execute(sql: "PRAGMA cache_size = -65536")
    }
    return configuration
  }

  /// Throws if the database belongs to another program, is empty or of a newer version, or holds fewer transactions than
  /// `committed`, the number in its count file (nil without such a file). `StructureCheck` looks at the rest.
  static func requireSound(_ database: Database, at path: String, committed: Int?) throws {
    guard try !isForeign(database) else { throw StoreError.foreign(path: path) }
    guard try !isEmpty(database) else {
      if committed == 0 { return }
      throw StoreError.damaged(path: path, detail: "it is empty")
    }
    try requireKnownVersion(database, at: path)
    guard try database.tableExists("history") else { return }
    try requireComplete(database, at: path, committed: committed)
  }

  /// Throws if the database holds fewer transactions than `committed`, the number in its count file. A database that
  /// was closed needs no count file (nil).
  static func requireComplete(_ database: Database, at path: String, committed: Int?) throws {
    let history = try history(database, at: path)
    let isComplete = committed.map { $0 <= history.transactions } ?? !history.isOpen
    if !isComplete { throw StoreError.incomplete(path: path, held: history.transactions, committed: committed) }
  }

  /// Counts the present transaction and returns its number.
  static func countTransaction(in database: Database, isOpen: Bool) throws -> Int {
    try database.run("UPDATE history SET transactions = transactions + 1, isOpen = ?", [isOpen])
    guard let count = try Int.fetchOne(database.cachedStatement(sql: "SELECT transactions FROM history")) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the table history is empty")
    }
    return count
  }

  /// The number of transactions in the database, and whether a process writes to the database or was killed while
  /// writing.
  static func history(_ database: Database, at path: String) throws -> (transactions: Int, isOpen: Bool) {
    guard let row = try Row.fetchOne(database, sql: "SELECT transactions, isOpen FROM history") else {
      throw StoreError.damaged(path: path, detail: "the table history is empty")
    }
    return (try row.decode(forColumn: "transactions"), try row.decode(forColumn: "isOpen"))
  }

  /// The address at which a reader opens the database.
  ///
  /// Even a reader makes SQLite create two files beside a database that was closed in WAL mode. A process that may not
  /// create files (another user's results, a read-only disk) opens the file as immutable if no log is there, because
  /// then no process is writing.
  static func readableAddress(of path: String, in directory: String) -> String {
    guard !isWritable(directory), !fileExists(path + "-wal") else { return path }
    let reserved: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
    return "file:" + path.map { reserved[$0] ?? String($0) }.joined() + "?immutable=1"
  }

  /// Whether the database has no tables yet, except perhaps the list of migrations, which is made first.
  static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name != 'grdb_migrations'") == 0
  }

  static func translatingErrors<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch let error as RowDecodingError {
      throw StoreError.damaged(path: path, detail: error.description)
    }
  }

  /// A database with our tables is ours, whatever its application identifier.
  private static func isForeign(_ database: Database) throws -> Bool {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") != Schema.applicationIdentifier else { return false }
    return try !isEmpty(database) && !(database.tableExists("grdb_migrations") && database.tableExists("sweep"))
  }

  /// A newer version has all our migrations and more. Any other list of names is damage.
  private static func requireKnownVersion(_ database: Database, at path: String) throws {
    guard try Schema.migrator.hasBeenSuperseded(database) else { return }
    if try Schema.migrator.hasCompletedMigrations(database) { throw StoreError.newer(path: path) }
    throw StoreError.damaged(path: path, detail: "its list of migrations is wrong")
  }
}

extension Database {
  /// Runs one statement, compiled at its first use.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
