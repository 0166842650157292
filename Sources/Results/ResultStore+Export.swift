import Coordination
import FoundationEssentials
import GRDB
import Glibc
import OperatingSystem

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
    // Whoever goes on from the copy leases attempts of their own.
    try writeCopy(to: file, of: .random())
    return lacking
  }

  /// Writes everything that the open files hold into the directory, where they themselves are no longer found; answers
  /// the copy's path, nil where it cannot be written.
  func rescue() -> String? {
    let file = "\(directory)/rescued-\(getpid()).sqlite"
    guard !fileExists(file), (try? writeCopy(to: file, of: nil)) != nil else { return nil }
    return file
  }

  /// - Parameter journal: the copy's own identity; nil where it takes the place of the original.
  private func writeCopy(to file: String, of journal: JournalIdentifier?) throws {
    let temporary = file + ".tmp"
    unlink(temporary)
    do {
      try Self.translatingErrors(at: path) {
        try connection.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
        let copy = try DatabaseQueue(path: temporary)
        // Nobody writes to the copy, and it needs no log.
        try copy.write { database in
          try database.execute(sql: "UPDATE history SET isOpen = 0")
          if let journal { try database.run("UPDATE journal SET identifier = ?", [journal.description]) }
        }
        try copy.close()
      }
      guard rename(temporary, file) == 0 else {
        throw StoreError.inaccessible(path: file, detail: SystemError.reason())
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}
