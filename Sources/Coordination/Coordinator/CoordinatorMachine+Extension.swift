public import Plans
public import Trials

/// Extending the plan of a running sweep, and going on with another once every trial is over.
extension CoordinatorMachine {
  /// Why the running sweep cannot go on with `plan`; nil if it can. The new plan must read no other data and, while a
  /// trial waits or runs, hold every trial of the present one.
  public func objection(to plan: Plan) -> String? {
    if !isServing { return "the sweep is ending; run the command again when its coordinator is gone" }
    if let data = plan.dataReferences.subtracting(self.plan.dataReferences).map(\.name).min() {
      return
        "the new plan needs data that this coordinator does not give to its workers (\(data)). Stop the coordinator, "
        + "whose workers wait, and run the command again"
    }
    if isComplete { return nil }
    let missing = self.plan.trials(notIn: plan)
    guard let first = missing.first else { return nil }
    return
      "\(missing.count) of \(self.plan.trials.count) trials of the running sweep are not in the new plan, the first "
      + "\(self.plan.label(of: first)); a running sweep can only grow. Stop its coordinator, whose workers wait, and run "
      + "the command again"
  }

  /// Goes on with `plan`, to which there must be no objection. `records` is the journal's record of its trials.
  ///
  /// Running trials run on. Trials that were given up wait again, with fresh budgets.
  public mutating func extend(to plan: Plan, records: [TrialIdentifier: TrialRecord]) {
    precondition(objection(to: plan) == nil, "the plan lacks trials of the running sweep")
    let former = self.plan
    ledger = TrialLedger(journal: ledger.journal, trials: plan.trials, records: records, former: ledger)
    for worker in members.keys {
      let leases = members[worker]?.leases ?? [:]
      members[worker]?.leases = [:]
      for (place, lease) in leases {
        guard let place = ledger.place(of: former[place].identifier) else { continue }
        members[worker]?.leases[place] = lease
      }
    }
    durations = Self.durations(of: plan, in: records)
    means = Self.means(of: plan, in: records)
    self.plan = plan
  }

  /// The durations of the plan's trials that have a result in the journal.
  static func durations(of plan: Plan, in records: [TrialIdentifier: TrialRecord]) -> TrialDurations {
    var durations = TrialDurations()
    for trial in plan.trials {
      guard let record = records[trial.identifier], let seconds = record.seconds else { continue }
      durations.add(cell: trial.cell, host: record.lastHost ?? "", seconds: seconds)
    }
    return durations
  }

  /// The means of the results of `plan` that the journal has.
  static func means(of plan: Plan, in records: [TrialIdentifier: TrialRecord]) -> CellMeans {
    var means = CellMeans()
    for trial in plan.trials {
      guard let outcome = records[trial.identifier]?.outcome else { continue }
      means.add(outcome, of: trial.cell, metric: plan.metric.name)
    }
    return means
  }
}

extension Plan {
  /// The data that the trials read.
  fileprivate var dataReferences: Set<DataReference> { Set(trials.flatMap(\.specification.data)) }
}
