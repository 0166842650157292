import GRDB
import Glibc
import Trials

/// A directory of results cannot be opened, read or written.
public enum StoreError: Error, Equatable {
  /// `directory` holds no database.
  case noDatabase(directory: String)
  /// The database in `directory` holds no plan yet.
  case noSweep(directory: String)
  /// Another process writes to `directory`; `holder` is its description of itself in the lock file.
  case inUse(directory: String, holder: String)
  /// The directory holds results of another sweep or task: `kind` says which, with both names.
  case otherSweep(directory: String, kind: String, held: String, offered: String)
  /// The plan holds the trial more than once.
  case repeatedTrial(trial: String, sweep: String)
  /// `path` is a database of another program.
  case foreign(path: String)
  /// `path` was written by a newer version.
  case newer(path: String)
  /// `path` was written by an older version, and was opened for reading only.
  case older(path: String)
  /// `path` is damaged or not a database.
  case damaged(path: String, detail: String)
  /// The database refused a change that its rules forbid.
  case forbidden(path: String, detail: String)
  /// A file or directory cannot be made, opened or written.
  case inaccessible(path: String, detail: String)
  /// The whole path of a database has more bytes than SQLite can open.
  case pathTooLong(path: String, count: Int, limit: Int)
  /// `path` lies on a file system without locks.
  case withoutLocks(path: String, detail: String)
  /// A file that was being written was deleted, moved or replaced. `rescued` is the path of a copy of its contents; nil
  /// if no copy could be written.
  case vanished(path: String, rescued: String?)
  /// `path` holds fewer transactions than `committed`, or the number of committed transactions is unknown (nil).
  case incomplete(path: String, held: Int, committed: Int?)
}

extension StoreError: CustomStringConvertible {
  /// The problem, its place and the remedy.
  public var description: String {
    switch self {
    case .noDatabase(let directory):
      "\(directory) holds no results: it has no file \(ResultStore.fileName). Name the directory that was given to "
        + "regnorm run as --out."
    case .noSweep(let directory):
      "\(directory) holds no sweep yet. Start one with regnorm run FILE --out \(directory.shellPath)."
    case .inUse(let directory, let holder):
      "\(directory) is in use: \(holder) is writing to it. Wait for it, stop it, or give another --out."
    case .otherSweep(let directory, let kind, let held, let offered):
      "\(directory) holds results of the \(kind) \(held), not of \(offered). Give \(offered) another --out."
    case .repeatedTrial(let trial, let sweep):
      "The plan of \(sweep) holds the trial \(trial) more than once: two of its cells have the same settings."
    case .foreign(let path):
      "\(path) is a database of another program. Give another directory."
    case .newer(let path):
      "\(path) was written by a newer version of regnorm. Read it with that version or a later one."
    case .older(let path):
      "\(path) was written by an older version of regnorm. Run its sweep once more with regnorm run, which brings it up to "
        + "date."
    case .damaged(let path, let detail):
      "\(path) is damaged or not a database (\(detail)). Restore it from a copy, or move it away and run the sweep again."
    case .forbidden(let path, let detail):
      "\(path) refused a change and kept its state (\(detail)). This is a defect of regnorm: please report it."
    case .inaccessible(let path, let detail):
      "\(path) cannot be used: \(detail). Free space or give this user the right to write where that is the reason, then run "
        + "the same command again; or give another directory. What was acknowledged is kept."
    case .pathTooLong(let path, let count, let limit):
      "\(path) has a whole path of \(count) bytes, and SQLite opens at most \(limit). Give a directory with a shorter path."
    case .withoutLocks(let path, let detail):
      "\(path) lies on a file system that refuses the locks that keep two writers apart (\(detail)). Give a directory on a "
        + "disk of this host; workers on other hosts need no access to it."
    case .vanished(let path, let rescued):
      "\(path) was deleted, moved or replaced while it was being written. No further result was acknowledged. "
        + (rescued.map {
          "All records are in \($0): move that file to \(ResultStore.fileName) in a new directory, and run the sweep there."
        } ?? "Put the files back, or run the sweep again.")
    case .incomplete(let path, let held, let committed?):
      "\(path) holds \(held) of \(committed) transactions: its file -wal was cut or is missing, or an older copy took "
        + "the file's place. \(Self.remedy)"
    case .incomplete(let path, let held, nil):
      "\(path) is a copy of a running sweep, or its coordinator was killed, and the file \(TransactionCount.fileName) beside "
        + "it is missing. The database holds \(held) transactions; others may be lost. \(Self.remedy)"
    }
  }
}

extension StoreError {
  private static let remedy =
    "Restore the missing file, or go on without it: regnorm export DIR --database NEW/\(ResultStore.fileName) makes a "
    + "database of the present transactions, and the sweep goes on with --out NEW."

  /// The meaning of SQLite's error at `path` to a user.
  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "\(error.resultCode)"
    switch error.extendedResultCode {
    case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_CHECKRESERVEDLOCK,
      .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMLOCK, .SQLITE_IOERR_SHMMAP, .SQLITE_PROTOCOL:
      self = .withoutLocks(path: path, detail: detail)
      return
    case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS:
      self = .damaged(path: path, detail: detail)
      return
    default: break
    }
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(path: path, detail: detail)
    // The statements never change: a schema that they do not fit is damaged.
    case .SQLITE_ERROR: self = .damaged(path: path, detail: detail)
    case .SQLITE_READONLY where access(path, W_OK) == 0: self = .damaged(path: path, detail: detail)
    case .SQLITE_CONSTRAINT: self = .forbidden(path: path, detail: detail)
    default: self = .inaccessible(path: path, detail: "\(detail) (SQLite's code \(error.extendedResultCode.rawValue))")
    }
  }
}
