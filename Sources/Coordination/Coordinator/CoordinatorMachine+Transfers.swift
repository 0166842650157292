public import Trials

/// What the coordinator's file transfers ask of the machine.
extension CoordinatorMachine {
  /// Whether `route` is the connection of a welcomed worker.
  public func knows(_ route: Route) -> Bool { routes[route] != nil }

  /// Whether the worker at `route` runs the attempt now.
  public func runs(_ attempt: Attempt, at route: Route) -> Bool {
    guard let worker = routes[route], let place = ledger.place(of: attempt.trial) else { return false }
    return ledger.state(at: place) == .leased && ledger.standing(of: attempt) == .latest(holder: worker)
  }

  /// Whether the trial waits or runs.
  public func isOpen(_ trial: TrialIdentifier) -> Bool {
    guard let place = ledger.place(of: trial) else { return false }
    switch ledger.state(at: place) {
    case .waiting, .leased: return true
    case .done, .failed: return false
    }
  }
}
