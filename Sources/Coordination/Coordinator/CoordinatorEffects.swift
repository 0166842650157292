/// What is to be done after a batch of events.
public struct CoordinatorEffects {
  /// To be made durable in one transaction, before anything is sent.
  public var entries: [JournalEntry] = []
  /// To be sent; each may get lost.
  public var messages: [(route: Route, message: CoordinatorMessage)] = []
  /// To be logged.
  public var notices: [CoordinatorNotice] = []
}

/// Durable before acknowledged: the one place that decides the order.
extension CoordinatorEffects {
  /// Makes the entries durable in `journal`, and only then sends the messages. Where the journal throws, nothing is sent:
  /// no worker forgets a result that is not on the disk, and none runs a lease that a restarted coordinator does not know.
  public func carryOut(
    in journal: any Journal, send: (CoordinatorMessage, Route) throws -> Void
  ) throws {
    if !entries.isEmpty { try journal.append(entries) }
    for (route, message) in messages { try send(message, route) }
  }
}
