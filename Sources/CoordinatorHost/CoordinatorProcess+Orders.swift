import Coordination
import Logging
import Plans
import Trials

/// Changes of the plan, and orders of other commands, which are carried out between two batches of messages.
extension CoordinatorProcess {
  /// Carries out the waiting orders and answers them.
  func carryOut(_ orders: SweepOrders, beforeLogging: () -> Void) throws {
    for (name, order) in orders.take() {
      let answer =
        switch order {
        case .extend(let plan): extend(to: plan)
        case .dismiss: dismiss()
        case nil:
          SweepOrder.Answer(isAccepted: false, text: "the order could not be read: it is damaged or of another version")
        }
      beforeLogging()
      logger.notice("\(answer.text.printable)")
      try orders.answer(name, answer)
    }
  }

  /// Goes on with the plan that follows a plan whose trials are all done. Returns false if none does.
  func goOn(with next: (Plan) throws -> Plan?) throws -> Bool {
    guard machine.isServing, machine.counts.failed == 0, !isLastPlan else { return false }
    guard let plan = try next(machine.plan) else {
      isLastPlan = true
      return false
    }
    if let objection = machine.objection(to: plan) { throw RefusedOrder(reason: objection) }
    try take(plan)
    return true
  }

  private func take(_ plan: Plan) throws {
    machine.extend(to: plan, records: try journal.extend(to: plan))
    isLastPlan = false
  }

  /// Extends the plan. If the journal cannot take the new plan, the sweep goes on unchanged.
  private func extend(to plan: Plan) -> SweepOrder.Answer {
    if let objection = machine.objection(to: plan) { return SweepOrder.Answer(isAccepted: false, text: objection) }
    let before = machine.counts
    do {
      try take(plan)
    } catch {
      return SweepOrder.Answer(isAccepted: false, text: "\(error)")
    }
    let added = machine.counts.planned - before.planned
    return SweepOrder.Answer(
      isAccepted: true, text: "the running sweep has \(added) more trials; \(machine.counts.waiting) wait")
  }

  private func dismiss() -> SweepOrder.Answer {
    machine.stop(.interrupted)
    return SweepOrder.Answer(isAccepted: true, text: "the sweep ends here, and its workers are sent away")
  }
}
