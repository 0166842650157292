import Coordination
import FoundationEssentials
import GRDB
import Glibc
import OperatingSystem

extension ResultStore {
  /// Writes a complete copy of the database at one moment to `file`, which must not exist. A sweep may run meanwhile.
  /// Returns a sentence for everything that the copy lacks, usually none.
  ///
  /// Throws `StoreError` if the database is damaged or the copy cannot be written.
  public func export(to file: String) throws -> [String] {
    guard try read(Schema.migrator.hasCompletedMigrations) else { throw StoreError.older(path: path) }
    let problems = try read(Self.structuralProblems)
    if let problem = problems.first { throw StoreError.damaged(path: path, detail: problem) }
    let lacking = try completenessProblems()
    guard !fileExists(file) else { throw StoreError.inaccessible(path: file, detail: "it exists already") }
    if let slash = file.lastIndex(of: "/"), slash > file.startIndex { try createDirectory(String(file[..<slash])) }
    // A sweep that goes on from the copy leases attempts under an identity of its own.
    try writeCopy(to: file, of: .random())
    return lacking
  }

  /// Writes a copy of the open files, which were removed or replaced, into the directory. Returns the path of the copy;
  /// nil if it cannot be written.
  func rescue() -> String? {
    let file = "\(directory)/rescued-\(getpid()).sqlite"
    guard !fileExists(file), (try? writeCopy(to: file, of: nil)) != nil else { return nil }
    return file
  }

  /// - Parameter journal: The copy's own identity; nil if the copy takes the place of the original.
  private func writeCopy(to file: String, of journal: JournalIdentifier?) throws {
    let temporary = file + ".tmp"
    unlink(temporary)
    do {
      try Self.translatingErrors(at: path) {
        try connection.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
        let copy = try DatabaseQueue(path: temporary)
        // No process writes to the copy, so that it needs no log.
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
