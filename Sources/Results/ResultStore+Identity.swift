public import Coordination
import GRDB

extension ResultStore {
  /// The identity of the directory's journal.
  public var identifier: JournalIdentifier {
    get throws { try read(journalIdentifier) }
  }

  func journalIdentifier(_ database: Database) throws -> JournalIdentifier {
    let text = try String.fetchOne(database, sql: "SELECT identifier FROM journal") ?? ""
    guard let identifier = JournalIdentifier(text) else {
      throw StoreError.damaged(path: path, detail: "it has no journal's identity")
    }
    return identifier
  }
}
