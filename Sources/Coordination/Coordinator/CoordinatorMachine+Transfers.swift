public import Trials

/// What those who keep files ask of the books.
extension CoordinatorMachine {
  /// Whether a welcomed worker speaks on the connection.
  public func knows(_ route: Route) -> Bool { routes[route] != nil }

  /// Whether the worker on the connection runs the attempt now.
  public func runs(_ attempt: Attempt, at route: Route) -> Bool {
    guard let worker = routes[route], let place = ledger.place(of: attempt.trial) else { return false }
    return ledger.state(at: place) == .leased && ledger.standing(of: attempt) == .latest(holder: worker)
  }

  /// Whether the trial is still to be run.
  public func isOpen(_ trial: TrialIdentifier) -> Bool {
    guard let place = ledger.place(of: trial) else { return false }
    switch ledger.state(at: place) {
    case .waiting, .leased: return true
    case .done, .failed: return false
    }
  }
}
