import FoundationEssentials
import GRDB
import Glibc

extension ResultStore {
  /// Writes a whole copy of the database to `file`, which must not exist: one file, of one moment, also while a sweep
  /// runs. Answers what the copy lacks, one sentence each; nothing, as a rule.
  ///
  /// Throws `StoreError` where the database is damaged, and where the copy cannot be written.
  public func export(to file: String) throws -> [String] {
    guard try read(Schema.migrator.hasCompletedMigrations) else { throw StoreError.older(path: path) }
    let problems = try read(Self.structuralProblems)
    if let problem = problems.first { throw StoreError.damaged(path: path, detail: problem) }
    let lacking = try completenessProblems()
    guard !fileExists(file) else { throw StoreError.inaccessible(path: file, detail: "it exists, and is not replaced") }
    try writeCopy(to: file)
    return lacking
  }

  /// Writes everything that the open files hold into the directory, where they themselves are no longer found; answers
  /// the copy's path, nil where it cannot be written.
  func rescue() -> String? {
    let file = "\(directory)/rescued-\(getpid()).sqlite"
    guard !fileExists(file), (try? writeCopy(to: file)) != nil else { return nil }
    return file
  }

  private func writeCopy(to file: String) throws {
    let temporary = file + ".tmp"
    unlink(temporary)
    do {
      try Self.translatingErrors(at: path) {
        try connection.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
        let copy = try DatabaseQueue(path: temporary)
        // Nobody writes to the copy, and it needs no log.
        try copy.write { try $0.execute(sql: "UPDATE history SET isOpen = 0") }
        try copy.close()
      }
      guard rename(temporary, file) == 0 else { throw StoreError.inaccessible(path: file, detail: lastSystemError()) }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}
