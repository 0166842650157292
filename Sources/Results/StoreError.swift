import GRDB
import Trials

/// Why a directory of results cannot be opened, read or written.
public enum StoreError: Error, Equatable {
  /// There is no database in `directory`.
  case noDatabase(directory: String)
  /// The database in `directory` holds no plan yet.
  case noSweep(directory: String)
  /// Another process writes to `directory`; `holder` is what it left in the lock file.
  case inUse(directory: String, holder: String)
  /// The directory holds results of another sweep or task: `kind` says which, with both names.
  case otherSweep(directory: String, kind: String, held: String, offered: String)
  /// The plan holds the trial more than once.
  case repeatedTrial(trial: String, sweep: String)
  /// `path` is a database, but not one of ours.
  case foreign(path: String)
  /// `path` was written by a newer version.
  case newer(path: String)
  /// `path` was written by an older version, and was opened for reading only.
  case older(path: String)
  /// `path` is damaged, or no database at all.
  case damaged(path: String, detail: String)
  /// The database refused a change that its rules forbid.
  case forbidden(path: String, detail: String)
  /// A file or directory cannot be made, opened or written.
  case inaccessible(path: String, detail: String)
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noDatabase(let directory):
      "\(directory) holds no results: there is no \(ResultStore.fileName) in it. Name the directory that was given to "
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
      "\(path) refused a change and kept its state (\(detail)). This is a defect of regnorm, please report it."
    case .inaccessible(let path, let detail):
      "\(path) cannot be used: \(detail)."
    }
  }
}

extension StoreError {
  /// What SQLite's error at `path` means to a user.
  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(path: path, detail: detail)
    case .SQLITE_CONSTRAINT: self = .forbidden(path: path, detail: detail)
    default: self = .inaccessible(path: path, detail: "\(detail) (SQLite's code \(error.extendedResultCode.rawValue))")
    }
  }
}
