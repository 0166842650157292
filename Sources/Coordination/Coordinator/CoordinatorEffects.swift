/// What the driver must do after a batch of events.
public struct CoordinatorEffects {
  /// Make these durable in one transaction, before anything is sent.
  public var entries: [JournalEntry] = []
  /// Send these; each may get lost.
  public var messages: [(route: Route, message: CoordinatorMessage)] = []
  /// Write these to the log.
  public var notices: [CoordinatorNotice] = []
}

/// The one place that decides the order: durable before acknowledged.
extension CoordinatorEffects {
  /// Makes the entries durable in `journal`, and only then sends the messages. If the journal throws, nothing is sent.
  /// So no worker forgets a result that is not on the disk, or runs a lease that a restarted coordinator does not know.
  public func carryOut(
    in journal: any Journal, send: (CoordinatorMessage, Route) throws -> Void
  ) throws {
    if !entries.isEmpty { try journal.append(entries) }
    for (route, message) in messages { try send(message, route) }
  }
}
