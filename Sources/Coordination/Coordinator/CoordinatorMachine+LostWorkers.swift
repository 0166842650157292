/// Who declares a worker lost.
extension CoordinatorMachine {
  /// Takes workers for lost that were silent for the lease timeout (`LinkTiming.leaseTimeout`); their trials wait again.
  mutating func declareLostWorkers(now: Duration) {
    for member in members.values.filter({ $0.leasesEnd <= now }).sorted(by: { $0.identifier < $1.identifier }) {
      effects.notices.append(.workerLost(member.identifier, leases: member.leases.count))
      release(member.identifier, cause: .workerLost, message: "the worker fell silent", now: now)
    }
  }

  /// The coordinator did not run for `duration` and could hear nobody: leases and stalls are put off by as much.
  public mutating func wasAway(for duration: Duration) {
    for worker in members.keys {
      members[worker]?.leasesEnd += duration
      for place in members[worker]?.leases.keys.map({ $0 }) ?? [] {
        members[worker]?.leases[place]?.progressedAt += duration
      }
    }
  }
}
