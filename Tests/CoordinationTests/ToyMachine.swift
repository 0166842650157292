import Coordination
import Plans
import Trials

/// A coordinator of `plan` that leased nothing yet.
func toyMachine(
  _ plan: Plan, records: [TrialIdentifier: TrialRecord] = [:],
  configuration: CoordinatorConfiguration = CoordinatorConfiguration(version: "1")
) -> CoordinatorMachine {
  CoordinatorMachine(plan: plan, journal: toyJournal, records: records, configuration: configuration, now: .zero)
}

/// The introduction of a worker called `name`.
func toyHello(
  _ name: String, host: String = toyProvenance.host, slots: Int = 1, version: String = "1",
  stay: Duration? = nil, holding: [HeldAttempt] = []
) -> WorkerMessage {
  var provenance = toyProvenance
  provenance.host = host
  provenance.version = version
  return .hello(
    WorkerIntroduction(
      identifier: WorkerIdentifier(name)!, slots: slots, provenance: provenance, stay: stay, holding: holding))
}

extension CoordinatorEffects {
  /// What is sent to `route`.
  func messages(to route: Route) -> [CoordinatorMessage] { messages.filter { $0.route == route }.map(\.message) }

  /// What is leased to the worker at `route`.
  func leased(to route: Route) -> [Attempt] {
    messages(to: route).compactMap { if case .lease(let attempt, _) = $0 { attempt } else { nil } }
  }
}
