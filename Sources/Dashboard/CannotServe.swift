/// A dashboard that cannot listen.
public struct CannotServe: Error, CustomStringConvertible {
  let address: ListeningAddress
  let reason: String

  /// What happened and what to do.
  public var description: String {
    "the dashboard cannot serve at \(address): \(reason). If another program listens there, choose another port with --http"
  }
}
