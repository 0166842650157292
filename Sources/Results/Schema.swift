import Coordination
import GRDB

/// The database's tables, as migrations. A released migration never changes; later versions add to the list.
///
/// Times are UTC texts for people; nothing is computed from them. The canonical bytes of a result are stored once and
/// hold its curves and pictures; `curves` is a view over the bytes. The bytes must be kept for their digest anyway.
/// Rows for the points would take more room than the bytes, and thousands of insertions while a worker waits for its
/// acknowledgement.
enum Schema {
  /// Marks the file as ours: `RgNm` in ASCII.
  static let applicationIdentifier = 0x5267_4E6D

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: sweep, trials, attempts, results") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
      try database.execute(sql: first)
    }
    migrator.registerMigration("2: history") { try $0.execute(sql: history) }
    migrator.registerMigration("3: the journal's identity, which failures are charged, metrics from the bytes") {
      database in
      try database.execute(sql: journal)
      try database.execute(
        sql: "INSERT INTO journal (id, identifier) VALUES (1, ?)",
        arguments: [JournalIdentifier.random().description])
    }
    return migrator
  }

  private static let now = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

  private static let journal = """
    CREATE TABLE journal (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      identifier TEXT NOT NULL                        -- 32 hexadecimal digits, new with every database
    ) STRICT;

    -- Whether the failure counts against the trial's budget; a lost attempt counts once a later one is leased.
    ALTER TABLE attempts ADD COLUMN charged INTEGER NOT NULL DEFAULT 1 CHECK (charged IN (0, 1));

    -- The bytes alone say what a result is. NULL: not a number, or infinite.
    DROP TABLE metrics;
    CREATE VIEW metrics AS
      SELECT results.trial AS trial, metric.key AS name, iif(metric.type = 'text', NULL, metric.value) AS value
      FROM results, json_each(CAST(bytes AS TEXT), '$.metrics') AS metric;
    """

  private static let first = """
    CREATE TABLE sweep (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      task TEXT NOT NULL,
      planned INTEGER NOT NULL,                       -- number of trials
      plan TEXT NOT NULL,                             -- JSON, without the trials
      createdAt TEXT NOT NULL DEFAULT \(now),
      adoptedAt TEXT NOT NULL DEFAULT \(now)
    ) STRICT;

    CREATE TABLE trials (
      id TEXT PRIMARY KEY,                            -- SHA-256 of the specification
      position INTEGER UNIQUE,                        -- in the plan; NULL: left the plan, kept for a later one
      cell INTEGER,
      seed INTEGER NOT NULL,
      specification TEXT NOT NULL,                    -- JSON
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'leased', 'done', 'failed')),
      lastAttempt INTEGER NOT NULL DEFAULT 0,
      forgivenAttempts INTEGER NOT NULL DEFAULT 0,    -- failures up to this attempt no longer count
      message TEXT,                                   -- why it was given up
      CHECK ((position IS NULL) = (cell IS NULL)),
      CHECK ((state = 'failed') = (message IS NOT NULL))
    ) STRICT;

    CREATE TABLE workers (
      id TEXT PRIMARY KEY,
      slots INTEGER NOT NULL,
      host TEXT NOT NULL,
      processor TEXT NOT NULL,
      system TEXT NOT NULL,
      version TEXT NOT NULL,
      build TEXT NOT NULL,
      kernels TEXT NOT NULL,
      joinedAt TEXT NOT NULL DEFAULT \(now)
    ) STRICT;

    CREATE TABLE attempts (
      trial TEXT NOT NULL REFERENCES trials (id),
      number INTEGER NOT NULL CHECK (number >= 1),
      worker TEXT NOT NULL REFERENCES workers (id),
      leasedAt TEXT NOT NULL DEFAULT \(now),
      endedAt TEXT,
      cause TEXT,                                     -- NULL: runs, or ended with the result
      message TEXT,
      PRIMARY KEY (trial, number),
      CHECK (endedAt IS NOT NULL OR cause IS NULL)
    ) STRICT;
    CREATE UNIQUE INDEX oneOpenAttempt ON attempts (trial) WHERE endedAt IS NULL;
    CREATE INDEX failedAttempts ON attempts (endedAt) WHERE cause IS NOT NULL;

    CREATE TABLE results (
      trial TEXT PRIMARY KEY REFERENCES trials (id),
      attempt INTEGER NOT NULL,
      worker TEXT NOT NULL REFERENCES workers (id),
      bytes BLOB NOT NULL,                            -- canonical JSON of metrics and curves
      sha256 TEXT NOT NULL,
      seconds REAL NOT NULL,
      acceptedAt TEXT NOT NULL DEFAULT \(now),
      FOREIGN KEY (trial, attempt) REFERENCES attempts (trial, number)
    ) STRICT;
    CREATE TRIGGER resultsAreFinal BEFORE UPDATE ON results
      BEGIN SELECT RAISE(ABORT, 'an accepted result is never changed'); END;
    CREATE TRIGGER resultsAreKept BEFORE DELETE ON results
      BEGIN SELECT RAISE(ABORT, 'an accepted result is never deleted'); END;

    CREATE TABLE metrics (
      trial TEXT NOT NULL REFERENCES results (trial),
      name TEXT NOT NULL,
      value REAL,                                     -- NULL: not a number
      PRIMARY KEY (trial, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE duplicates (
      trial TEXT NOT NULL REFERENCES trials (id),
      attempt INTEGER NOT NULL,
      worker TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes BLOB,                                     -- NULL where they equal the accepted ones
      agrees INTEGER CHECK (agrees IN (0, 1)),        -- NULL: nothing was accepted when it came
      receivedAt TEXT NOT NULL DEFAULT \(now),
      PRIMARY KEY (trial, attempt, worker, sha256)
    ) STRICT;

    CREATE VIEW curves AS
      SELECT results.trial AS trial, curve.key AS name,
        json_extract(point.value, '$[0]') AS step, json_extract(point.value, '$[1]') AS value
      FROM results, json_each(CAST(bytes AS TEXT), '$.curves') AS curve, json_each(curve.value) AS point;

    CREATE VIEW failures AS
      SELECT trial, number, cell, seed, worker, host, endedAt, cause, attempts.message AS message
      FROM attempts JOIN trials ON trials.id = trial JOIN workers ON workers.id = worker
      WHERE cause IS NOT NULL ORDER BY endedAt DESC;
    """
}
